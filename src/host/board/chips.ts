// What the pins of each chip can do (ESP-IDF programming guide, "GPIO & RTC GPIO", and the chips' data sheets).

import type { Chip } from '../../kernel/board.js';

export interface ChipPins {
  readonly title: string;
  /** Pins that exist, as people write them: `0-5 12-19`. */
  readonly present: string;
  /** Wired to the flash inside the module. */
  readonly flash: ReadonlySet<number>;
  /** Inputs without resistors in the chip, which can be nothing else. */
  readonly inputOnly: ReadonlySet<number>;
  /** Inputs of the first analog converter; the second does not work beside Wi-Fi. */
  readonly analog: ReadonlySet<number>;
  /** Pins that work but are used by something else as well, with what that means. */
  readonly caution: ReadonlyMap<number, string>;
}

/** The numbers of a text such as `0-5 12-19`. */
export function pinsOf(text: string): Set<number> {
  const pins = new Set<number>();
  for (const range of text.split(' ').filter(Boolean)) {
    const [from, to = from] = range.split('-').map(Number);
    for (let pin = from ?? 0; pin <= (to ?? 0); pin++) pins.add(pin);
  }
  return pins;
}

const DOWNLOAD = 'strapping pin: low at reset starts the download mode in place of the firmware';
const NOT_BROUGHT_OUT = 'pin that most modules do not bring out';
const SERIAL = 'pin of the serial line by which the chip is flashed and its console read';
const USB = 'pin of the USB by which the chip is flashed and its console read';

export const CHIPS: Readonly<Record<Chip, ChipPins>> = Object.freeze({
  virtual: {
    title: 'virtual chip',
    present: '0-63',
    flash: pinsOf(''),
    inputOnly: pinsOf(''),
    analog: pinsOf('0-63'),
    caution: new Map(),
  },
  esp32: {
    title: 'ESP32',
    present: '0-19 21-23 25-27 32-39',
    flash: pinsOf('6-11'),
    inputOnly: pinsOf('34-39'),
    analog: pinsOf('32-39'),
    caution: new Map([
      [0, DOWNLOAD],
      [1, SERIAL],
      [2, 'strapping pin: has to be low or open at reset, or the chip cannot be flashed'],
      [3, SERIAL],
      [5, 'strapping pin: gives pulses at reset, and selects the timing of an SDIO host'],
      [12, 'strapping pin: high at reset sets the flash to 1.8 V, and the chip does not start'],
      [37, NOT_BROUGHT_OUT],
      [38, NOT_BROUGHT_OUT],
      [15, 'strapping pin: gives pulses at reset; low at reset silences the boot messages'],
    ]),
  },
  esp32c3: {
    title: 'ESP32-C3',
    present: '0-21',
    flash: pinsOf('11-17'),
    inputOnly: pinsOf(''),
    analog: pinsOf('0-4'),
    caution: new Map([
      [2, 'strapping pin: has to be high at reset, or the chip does not start'],
      [8, 'strapping pin: has to be high at reset, or the chip cannot be flashed'],
      [9, DOWNLOAD],
      [18, USB],
      [19, USB],
      [20, SERIAL],
      [21, SERIAL],
    ]),
  },
  esp32s3: {
    title: 'ESP32-S3',
    present: '0-21 26-48',
    flash: pinsOf('26-32'),
    inputOnly: pinsOf(''),
    analog: pinsOf('1-10'),
    caution: new Map([
      [0, DOWNLOAD],
      [3, 'strapping pin: selects where JTAG is'],
      [19, USB],
      [20, USB],
      ...[33, 34, 35, 36, 37].map((pin): [number, string] => [
        pin,
        'pin that is wired to the flash or PSRAM in modules with eight data lines',
      ]),
      [43, SERIAL],
      [44, SERIAL],
      [45, 'strapping pin: high at reset sets the flash to 1.8 V, and the chip may not start'],
      [46, 'strapping pin: has to be low or open at reset, or the chip cannot be flashed'],
    ]),
  },
});
