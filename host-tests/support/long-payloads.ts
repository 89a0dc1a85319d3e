// The memory for long payloads, which a board has in its flash: outside of its pools.

import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { longPayloadBytes } from '../../src/wire/long-payload.js';
import { outside } from './engine.js';

export const longPayloads = (limits = WIRE_LIMITS): PlainMemory =>
  outside(() => new PlainMemory(longPayloadBytes(limits)));
