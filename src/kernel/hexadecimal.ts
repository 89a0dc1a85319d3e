// Bytes as text, two hexadecimal digits each, small letters.

/** Short ones: each look at a character leaves garbage on the chip. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += (256 + (bytes[i] as number)).toString(16).slice(1);
  return text;
}

/** The bytes of such a text; undefined when it is none. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}
