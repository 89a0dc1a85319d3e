// What the reports need of the robot to put a record into words.

import type { ByteWriter } from '../kernel/byte-writer.js';

/** Names in UTF-8, at most `NAME_BYTES_MAX` bytes. What has one number has one name as long as a session lasts. */
export interface ReportNames {
  putChemical(chemical: number, out: ByteWriter): void;
  /** Name of the container, which is that of the chemical in it. */
  putContainer(container: number, out: ByteWriter): void;
  /** `tube_holder_10`, or with a module `temp_mod_24_tube on Temperature Module GEN2`. */
  putLabware(slot: number, out: ByteWriter): void;
  /** `A1`. */
  putWell(slot: number, well: number, out: ByteWriter): void;
  /** At which an arm aspirates and dispenses, µL/s. */
  flowRate(arm: number): number;
}
