import test from 'ava';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { HEADER_BYTES } from '../../src/kernel/limits.js';
import { hexBytes } from '../support/bytes.js';
import { sampled } from '../support/engine.js';
import { LARGE_LIMITS, PickleTrees, withoutNumpy } from '../support/pickle-tree.js';
import { canonical, type Tree } from '../support/tree.js';
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

interface Vector {
  readonly name: string;
  readonly type: string;
  readonly args: Tree;
  readonly packet: string;
}

const VECTORS = [
  ...[init, close, error, ready, transfer, initContainers, sendingFiles, pause, stop],
  ...[resume, stopped, locReq, locResp, home, make, mix, save],
].flat() as unknown as Vector[];

/** What each broken or forbidden payload of reject.json is refused with. */
const REFUSED: { readonly [name: string]: FaultCode } = {
  'reject/os-system-p4': 'pickleGlobal',
  'reject/posix-system-p2': 'pickleGlobal',
  'reject/builtins-eval': 'pickleGlobal',
  'reject/subprocess-popen': 'pickleGlobal',
  'reject/dill-create-code': 'pickleGlobal',
  'reject/dill-load-type-evil': 'pickleGlobal',
  'reject/codecs-encode-evil': 'pickleCall',
  'reject/global-protocol0': 'pickleProtocol',
  'reject/inst-opcode': 'pickleProtocol',
  'reject/persid': 'pickleProtocol',
  'reject/binpersid': 'pickleOpcode',
  'reject/ext1': 'pickleOpcode',
  'reject/newobj': 'pickleGlobal',
  'reject/truncated': 'payloadCut',
  'reject/cut-in-string': 'payloadCut',
  'reject/huge-string-length': 'payloadCut',
  'reject/huge-frame': 'payloadCut',
  'reject/long4-negative': 'payloadCut',
  'reject/stack-underflow': 'pickleStack',
  'reject/no-mark': 'pickleStack',
  'reject/memo-missing': 'pickleMemo',
  'reject/unknown-opcode': 'pickleOpcode',
  'reject/protocol-99': 'pickleProtocol',
  'reject/empty-stop': 'pickleStack',
  'reject/bad-utf8': 'textInvalid',
  'reject/unhashable-key': 'pickleStack',
  'reject/deep-nesting': 'tooManyValues',
  // It leaves twelve of its lists on the stack; pickle-reader.test.ts has one that does not.
  'reject/shared-list-bomb': 'pickleStack',
  'reject/self-reference': 'tooDeep',
  'reject/args-not-a-tuple': 'argumentCount',
};

const payloadOf = (packet: string): Uint8Array => hexBytes(packet).subarray(HEADER_BYTES);

test('the payloads of all 342 captured packets give the arguments that they state', (t) => {
  t.is(VECTORS.length, 342);
  const trees = new PickleTrees(LARGE_LIMITS);
  for (const { name, type, args, packet } of VECTORS) {
    const payload = payloadOf(packet);
    if (args === null) t.is(payload.length, 0, name);
    else t.is(canonical(trees.read(payload, type === 'error')), canonical(withoutNumpy(args)), name);
  }
});

test('the default limits hold every captured payload but that with a name of 70,000 bytes', (t) => {
  const trees = new PickleTrees();
  for (const { name, type, packet } of VECTORS)
    if (!name.startsWith('loc_req/long-name') && packet.length > 2 * HEADER_BYTES)
      t.notThrows(() => trees.read(payloadOf(packet), type === 'error'), name);
});

test('every broken or forbidden payload of reject.json is refused with its fault', (t) => {
  const trees = new PickleTrees();
  const refused = reject.filter(({ name, stage }) => stage.startsWith('payload') || name in REFUSED);
  t.is(refused.length, Object.keys(REFUSED).length);
  for (const { name, packet } of refused)
    t.throws(() => trees.read(payloadOf(packet)), { instanceOf: Fault, code: REFUSED[name]! }, name);
});

test('in an error packet the forbidden calls are exceptions of that name at most', (t) => {
  const trees = new PickleTrees();
  for (const { name, packet } of reject) {
    if (REFUSED[name] !== 'pickleGlobal') continue;
    try {
      t.true(canonical(trees.read(payloadOf(packet), true)).startsWith('{"$tuple":[{"$exception":'), name);
    } catch (fault) {
      t.true(fault instanceof Fault, name);
    }
  }
});

test('no beginning of a captured payload is read as a whole one', (t) => {
  const trees = new PickleTrees();
  for (const { name, type, packet } of sampled(VECTORS, 8)) {
    const payload = payloadOf(packet);
    if (payload.length > 600) continue;
    for (let length = 0; length < payload.length; length++)
      t.throws(() => trees.read(payload.subarray(0, length), type === 'error'), { instanceOf: Fault }, name);
  }
});
