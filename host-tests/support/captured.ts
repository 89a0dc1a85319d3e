// All captured packets of host-tests/vectors, and those that have to be refused.

import close from '../vectors/close.json';
import resume from '../vectors/continue.json';
import error from '../vectors/error.json';
import home from '../vectors/home.json';
import init from '../vectors/init.json';
import initContainers from '../vectors/init_containers.json';
import locReq from '../vectors/loc_req.json';
import locResp from '../vectors/loc_resp.json';
import make from '../vectors/make.json';
import mix from '../vectors/mix.json';
import pause from '../vectors/pause.json';
import ready from '../vectors/ready.json';
import reject from '../vectors/reject.json';
import save from '../vectors/save.json';
import sendingFiles from '../vectors/sending_files.json';
import stop from '../vectors/stop.json';
import stopped from '../vectors/stopped.json';
import transfer from '../vectors/transfer.json';
import { fromHex } from './packets.js';

/** A packet as it was captured. */
export interface Captured {
  /** Type, case and, where there is a payload, pickle protocol: `transfer/one-step/p4`. */
  readonly name: string;
  readonly type: string;
  readonly protocol: number | null;
  readonly sender: string;
  /** In hex. */
  readonly packet: string;
}

export const CAPTURED: readonly Captured[] = [
  ...[init, close, error, ready, transfer, initContainers, sendingFiles, pause, stop],
  ...[resume, stopped, locReq, locResp, home, make, mix, save],
].flat();

/** Packets that a robust receiver refuses or survives, as bytes. */
export const REJECTED: readonly Uint8Array[] = reject.map(({ packet }) => fromHex(packet));

/** A captured packet by its name. */
export function capturedPacket(name: string): Uint8Array {
  const found = CAPTURED.find((captured) => captured.name === name);
  if (found === undefined) throw new Error(`no captured packet ${name}`);
  return fromHex(found.packet);
}
