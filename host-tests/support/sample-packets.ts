// Whole packets for tests that need some valid ones.

import init from '../vectors/init.json';
import { fromHex, packet } from './packets.js';

const INIT = fromHex(init.find(({ name }) => name === 'init/full/p4')!.packet).subarray(17);

/** The `init` of a real controller, pickle 4. */
export const initPacket = (cid: number): Uint8Array => packet('init', cid, INIT);
