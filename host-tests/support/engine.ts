// What tests know of the engine they run on: XS and its exact counters, or another one that has none.

/** What the host program of XS (scripts/xs-host) puts into the global object. */
interface XsHost {
  readonly hostPrint?: (line: string) => void;
  readonly hostCollect?: () => void;
  readonly hostCounters?: (buffer: ArrayBuffer) => void;
  readonly hostResetPeaks?: () => void;
  readonly hostBytes?: (count: number) => ArrayBuffer;
  readonly hostExit?: (code: number) => void;
  /** `RunSettings` in JSON. */
  readonly hostSettings?: string;
}

interface RunSettings {
  /** The memory of a board counts, and what a test needs for itself should be elsewhere. */
  readonly isBoard: boolean;
  /** Part of the runs of a property test that are made here. */
  readonly runScale: number;
}

export const XS: XsHost = globalThis as XsHost;

/** Whether the counters below count. */
export const HAS_COUNTERS = XS.hostCounters !== undefined;

const SETTINGS: RunSettings = { isBoard: false, runScale: 1, ...JSON.parse(XS.hostSettings ?? '{}') };

/** Whether the memory is that of a board. */
export const ON_BOARD = SETTINGS.isBoard;

/** Of a long list of cases, those that are tried on this engine: all, or one in so many where it is slow. */
export const sampled = <T>(cases: readonly T[], oneIn: number): readonly T[] =>
  SETTINGS.runScale === 1 ? cases : cases.filter((_case, i) => i % oneIn === 0);

/** How many runs of a property test are made on this engine. */
export const scaledRuns = (runs: number): number => Math.max(1, Math.round(runs * SETTINGS.runScale));

/** Places of the counters, in the order of scripts/xs-host/counters.c. */
export const COUNTER = Object.freeze({
  /** Byte-code instructions since the start. */
  instructions: 0,
  /** Slots and chunk bytes in use, garbage included until it is collected. */
  slots: 1,
  chunkBytes: 2,
  /** Names of properties that were not there at the start. XS never gives one back. */
  keys: 3,
  collections: 4,
  /** The most that was in use since the last reset. */
  slotPeak: 5,
  chunkPeak: 6,
  stackPeak: 7,
  /** 16 bytes on a chip. */
  slotBytes: 8,
});

/** A reading of all counters; taking one allocates nothing. All are 0 where there are none. */
export class Counters {
  readonly #buffer = new ArrayBuffer(8 * Object.keys(COUNTER).length);
  readonly #values = new Float64Array(this.#buffer);

  read(): this {
    XS.hostCounters?.(this.#buffer);
    return this;
  }

  get(counter: number): number {
    return this.#values[counter] as number;
  }

  /** By how much a counter grew from an `earlier` reading to this one. */
  since(earlier: Counters, counter: number): number {
    return this.get(counter) - earlier.get(counter);
  }
}

/** Collects all garbage, where a program can ask for it. */
export const collectGarbage = (): void => XS.hostCollect?.();

/** Peaks count from now on. */
export const resetPeaks = (): void => XS.hostResetPeaks?.();

/** Bytes for what a board does not have, the peer and the judge of a test: not in the pools of a board. */
export const outsideBytes = (count: number): Uint8Array =>
  ON_BOARD && XS.hostBytes !== undefined ? new Uint8Array(XS.hostBytes(count)) : new Uint8Array(count);

const ARRAYS = [
  ...[Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array],
  ...[Float32Array, Float64Array, ArrayBuffer],
];

/** Makes what is asked for by its length over a buffer that the host gives. */
const outsideOf = (hostBytes: (count: number) => ArrayBuffer): ProxyHandler<(typeof ARRAYS)[number]> => ({
  construct(target, args: unknown[]): object {
    const [length] = args;
    if (typeof length !== 'number') return Reflect.construct(target, args);
    if (target.name === 'ArrayBuffer') return hostBytes(length);
    return Reflect.construct(target, [hostBytes(length * (target as typeof Uint8Array).BYTES_PER_ELEMENT)]);
  },
});

/** Runs `make` so that the typed arrays and buffers that it makes are outside of the pools of a board. */
export function outside<T>(make: () => T): T {
  const { hostBytes } = XS;
  if (!ON_BOARD || hostBytes === undefined) return make();
  const handler = outsideOf(hostBytes);
  try {
    for (const original of ARRAYS) Reflect.set(globalThis, original.name, new Proxy(original, handler));
    return make();
  } finally {
    for (const original of ARRAYS) Reflect.set(globalThis, original.name, original);
  }
}
