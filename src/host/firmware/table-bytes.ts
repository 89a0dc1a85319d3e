// How many bytes of tables something makes: its typed arrays, which on the chip lie in the pool of chunks.

const TABLES = [
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;

/** Of every chunk of the engine, bytes: its size and what rounds it up, on average (xsMemory.c). */
const CHUNK_BYTES = 12;

/** Runs `make` and counts. Views of a buffer that is there already do not count. */
export function tableBytes(make: () => void): number {
  let bytes = 0;
  const originals = TABLES.map((name) => globalThis[name]);
  const counted = (original: object): object =>
    new Proxy(original, {
      construct(target, options) {
        const table = Reflect.construct(target as typeof Uint8Array, options);
        if (!(options[0] instanceof ArrayBuffer)) bytes += table.byteLength + CHUNK_BYTES;
        return table;
      },
    });
  for (const name of TABLES) Object.assign(globalThis, { [name]: counted(globalThis[name]) });
  try {
    make();
  } finally {
    TABLES.forEach((name, i) => {
      Object.assign(globalThis, { [name]: originals[i] });
    });
  }
  return bytes;
}
