// "Did you mean": the known word that is nearest to what was typed.

/** Single-character changes that make `a` into `b` (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const listOf = (known: readonly string[]): string =>
  known.length === 0 ? '' : `: known are ${known.join(', ')}`;

/** `: did you mean 'travel'?`, or when nothing is near `otherwise`, by default all that is known. */
export function suggestion(typed: string, known: readonly string[], otherwise = listOf(known)): string {
  const lower = typed.toLowerCase();
  let nearest = '';
  let least = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const word of known) {
    const other = word.toLowerCase();
    const changes = typed.length >= 3 && other.startsWith(lower) ? 0 : distance(lower, other);
    if (changes < Math.min(least, typed.length)) [nearest, least] = [word, changes];
  }
  return nearest === '' ? otherwise : `: did you mean '${nearest}'?`;
}
