// One of the worst packets that the caps allow, with the one that is a step beyond.

import type { FaultCode } from '../../src/kernel/faults.js';
import type { PacketName } from '../../src/wire/packets.js';
import { hexBytes } from './bytes.js';
import { packet } from './packets.js';

export interface WorstPacket {
  readonly title: string;
  /** Accepted. */
  readonly allowed: Uint8Array;
  /** The next larger one, refused with `fault`. */
  readonly beyond: Uint8Array;
  readonly fault: FaultCode;
}

/** A worst packet of `type` whose payload in hex grows with a number that has a cap. */
export const hexCase = (
  title: string,
  cap: number,
  payload: (count: number) => string,
  fault: FaultCode,
  type: PacketName = 'home',
): WorstPacket => bytesCase(title, cap, (count) => hexBytes(payload(count)), fault, type);

export const bytesCase = (
  title: string,
  cap: number,
  payload: (count: number) => Uint8Array,
  fault: FaultCode,
  type: PacketName = 'home',
): WorstPacket => ({
  title: `${title}: ${cap}`,
  allowed: packet(type, 1, payload(cap)),
  beyond: packet(type, 1, payload(cap + 1)),
  fault,
});

/** Big-endian, for CBOR. */
export const word = (value: number): string => value.toString(16).padStart(4, '0');
