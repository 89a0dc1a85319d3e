// Whether a board's limits are large enough for a session to work at all.

import {
  CONTROL_ROOM_BYTES,
  FILE_NAME_BYTES_MAX,
  FILES_MAX,
  HEADER_BYTES,
  NAME_BYTES_MAX,
  TEXT_BYTES_MAX,
  type WireLimits,
} from '../kernel/limits.js';

/** Bytes around the texts of a packet: lengths, numbers, brackets. */
const FRAME_BYTES = 128;

/** The longest row of `loc_resp` and the names of all files fit behind the control room. */
const TRANSMIT_BYTES_MIN =
  CONTROL_ROOM_BYTES +
  HEADER_BYTES +
  FRAME_BYTES +
  Math.max(NAME_BYTES_MAX + TEXT_BYTES_MAX, FILES_MAX * (FILE_NAME_BYTES_MAX + 5));

/** `init` with one table of each kind has several hundred bytes. */
const PAYLOAD_BYTES_MIN = 1_024;

/** Each limit with the least that it may be. */
const MINIMA: Readonly<Partial<WireLimits>> = Object.freeze({
  payloadBytes: PAYLOAD_BYTES_MIN,
  transmitBytes: TRANSMIT_BYTES_MIN,
  pickleStack: 32,
  pickleMemo: 64,
  pickleContainers: 32,
  rows: 8,
});

/** Throws a RangeError that names the limit which is too small, and what it has to be. */
export function checkLimits(limits: WireLimits): void {
  for (const [name, minimum] of Object.entries(MINIMA)) {
    const limit = limits[name as keyof WireLimits];
    if (!(limit >= minimum)) throw new RangeError(`${name}: at least ${minimum}, got ${limit}`);
  }
}
