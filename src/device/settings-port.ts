// Listens on the chip's console for its settings.

import Serial from 'embedded:io/serial';
import type { Chip } from '../kernel/board.js';
import { SettingsLine, type SettingsLineOptions } from './settings-line.js';

/** UART of the console, and its speed, bit/s (ESP-IDF). */
const CONSOLE = 0;
const CONSOLE_BAUD = 115_200;

/** Input of that UART (data sheets: U0RXD). */
const RECEIVE_PIN: Readonly<Record<Chip, number>> = Object.freeze({
  virtual: 0,
  esp32: 3,
  esp32c3: 20,
  esp32s3: 44,
});

/** What the hardware keeps. */
const FIFO_BYTES = 128;

/** Answers go to the console. In a debug build the line is the debugger's: then it says so and does nothing. */
export function listenForSettings(chip: Chip, options: Omit<SettingsLineOptions, 'say'>): void {
  const line = new SettingsLine({ ...options, say: (text) => trace(`${text}\n`) });
  const bytes = new Uint8Array(FIFO_BYTES);
  try {
    new Serial({
      port: CONSOLE,
      receive: RECEIVE_PIN[chip],
      baud: CONSOLE_BAUD,
      format: 'buffer',
      onReadable() {
        line.take(bytes, this.read(bytes) ?? 0);
      },
    });
  } catch (error) {
    trace(`Settings cannot be changed over this line: ${error}.\n`);
  }
}
