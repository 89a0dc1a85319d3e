// Why a chip started, by the numbers of the ESP-IDF (esp_reset_reason_t), and words for what is no ordinary start.

/** Nobody knows, or it is no chip. */
export const UNKNOWN_CAUSE = 0;

const CRASHES: Readonly<Record<number, string>> = Object.freeze({
  3: 'an error in the program',
  4: 'a crash',
  5: 'an interrupt that did not end',
  6: 'a main loop that did not come round',
  7: 'a watchdog',
  9: 'a brown-out of its supply',
  13: 'an error of its fuses',
  14: 'a glitch of its supply',
  15: 'a CPU that locked up',
});

/** After which the robot had to start anew; empty for an ordinary start: power, reset button, flashing. */
export const crashOf = (cause: number): string => CRASHES[cause] ?? '';
