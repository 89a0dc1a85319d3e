// What the program of the emulated chip (scripts/rv32) puts into the global object for the firmware.

/** Bits of what `chipWait` gives. */
export const EVENT = Object.freeze({ opened: 1, received: 2, ended: 4 });

interface Chip {
  /** µs since reset. */
  readonly chipMicroseconds: () => number;
  /** Sleeps until something happens on the line or the time comes, µs since reset; gives what has happened. */
  readonly chipWait: (untilMicroseconds: number) => number;
  /** Bytes that wait. */
  readonly chipAvailable: () => number;
  /** Fills the array; as many bytes wait at least. */
  readonly chipReceive: (target: Uint8Array) => void;
  readonly chipSend: (source: Uint8Array) => void;
  /** Gives up the connection: its bytes are gone. */
  readonly chipHangUp: () => void;
  /** The labware table, where it is in the flash: typed arrays take it like an ArrayBuffer. */
  readonly chipLabware: () => ArrayBuffer;
  readonly chipFlashRead: (target: Uint8Array, position: number) => void;
  /** Bits go from 1 to 0 only. */
  readonly chipFlashWrite: (source: Uint8Array, position: number) => void;
  readonly chipFlashErase: (block: number) => void;
  /** A part of the flash where it is: typed arrays take it like an ArrayBuffer. */
  readonly chipFlashMap: (position: number, bytes: number) => ArrayBuffer;
  /** An axis of the machine behind the pins; -1 for a pin that it does not have. */
  readonly chipPlantAxis: (axis: number, stepPin: number, directionPin: number, isReversed: 0 | 1) => void;
  /** A switch of that machine, with its level beyond `place`, steps; `axis` -1 for one that stays as it is. */
  readonly chipPlantSwitch: (number: number, pin: number, axis: number, place: number, level: number) => void;
  /** A line on the console. */
  readonly hostPrint: (line: string) => void;
  /** Prints what there is and what is used of each memory. */
  readonly chipBanner: () => void;
}

export const CHIP: Chip = globalThis as unknown as Chip;
