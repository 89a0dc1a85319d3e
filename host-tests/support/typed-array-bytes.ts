// Counts the typed-array memory that a piece of code allocates, by standing in for the constructors while it runs.

const NAMES = [
  ...['ArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array'],
  ...['Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array'],
] as const;

type Made = ArrayBuffer | { readonly buffer: ArrayBuffer };

export interface Allocated<T> {
  readonly result: T;
  /** Bytes of all buffers made, and their number. */
  readonly bytes: number;
  readonly buffers: number;
}

/**
 * Runs `make` and counts the buffers that come into being with `new`; views of one buffer count once, those of the
 * `given` one not at all.
 */
export function typedArrayBytes<T>(make: () => T, given?: ArrayBufferLike): Allocated<T> {
  const scope = globalThis as unknown as Record<string, unknown>;
  const originals = NAMES.map((name) => scope[name]);
  const buffers = new Set<ArrayBuffer>();
  const note: ProxyHandler<new (...args: unknown[]) => Made> = {
    construct(target, args, newTarget): Made {
      const made = Reflect.construct(target, args, newTarget) as Made;
      buffers.add('buffer' in made ? made.buffer : made);
      return made;
    },
  };
  try {
    NAMES.forEach((name, i) => {
      scope[name] = new Proxy(originals[i] as new (...args: unknown[]) => Made, note);
    });
    const result = make();
    if (given !== undefined) buffers.delete(given as ArrayBuffer);
    let bytes = 0;
    for (const buffer of buffers) bytes += buffer.byteLength;
    return { result, bytes, buffers: buffers.size };
  } finally {
    NAMES.forEach((name, i) => {
      scope[name] = originals[i];
    });
  }
}
