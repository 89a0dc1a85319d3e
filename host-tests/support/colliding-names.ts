// Names that an attacker makes: of one length and one hash, so that a table has to compare each with all others.

const ascii = (word: number): string =>
  String.fromCharCode(word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff);

/** Texts of one length and hash: a word is free and the next one makes up for it. */
export function collidingNames(count: number, length: number): string[] {
  const multiply = 0x0100_0193;
  let inverse = 1;
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(multiply, inverse));
  const step = (hash: number, word: number) => Math.imul(hash ^ word, multiply) ^ (hash >>> 15);
  let prefix = 0x811c_9dc5 ^ length;
  for (let i = 0; i < length - 8; i += 4) prefix = step(prefix, 0x6161_6161);
  const names: string[] = [];
  for (let i = 0; names.length < count; i++) {
    const first =
      0x3030_3030 |
      ((i & 0xf000) << 12) |
      ((i & 0xf00) << 8) |
      ((i & 0xf0) << 4) |
      (i & 0xf) |
      ((i >>> 16) << 6);
    const hash = step(prefix, first);
    const second = (Math.imul(inverse, 0x1234_5678 ^ (hash >>> 15)) ^ hash) >>> 0;
    const bytes = second.toString(16).padStart(8, '0');
    if (!bytes.match(/../g)?.every((byte) => byte >= '21' && byte < '7f')) continue;
    names.push('a'.repeat(length - 8) + ascii(first >>> 0) + ascii(second));
  }
  return names;
}
