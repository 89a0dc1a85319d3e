// A robot that demands a key, on a free port of this machine, with the cryptography of the host.

import type { ExecutionContext } from 'ava';
import { KeyAuthenticator } from '../../src/host/key-authenticator.js';
import { serve } from './rehearsal-server.js';

/** The bytes 0 to 31, as in EXTENSIONS.md. */
export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

export interface KeyedServer {
  readonly port: number;
  /** What was said of faults. */
  readonly faults: string[];
}

/** The listener is closed when the test ends. */
export async function serveKeyed(t: ExecutionContext, key: Uint8Array = KEY): Promise<KeyedServer> {
  const faults: string[] = [];
  const port = await serve(t, {
    authenticator: new KeyAuthenticator(key),
    onEvent: (event, _peer, detail) => {
      if (event === 'fault') faults.push(detail);
    },
  });
  return { port, faults };
}
