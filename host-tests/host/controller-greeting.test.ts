// Controllers with a key, TypeScript and Python, against a robot that demands one, and against an impostor.

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Controller } from '../../src/host/controller.js';
import { RobotError } from '../../src/host/exchange.js';
import { FAULTS } from '../../src/kernel/faults.js';
import { KEY, serveKeyed } from '../support/keyed-server.js';
import { hexPacket } from '../support/packets.js';
import { output, python } from '../support/python-controller.js';
import { serve } from '../support/rehearsal-server.js';
import { folder, INIT } from './server-program.js';

const OTHER_KEY = KEY.map((byte) => byte ^ 1);

const MAC = '30'.repeat(64);
const NONCE = '61'.repeat(32);

/** Answers `hello` with a challenge, and any proof with one of its own, which is wrong. */
async function impostor(t: ExecutionContext): Promise<number> {
  const answers = [
    hexPacket('welcome', 0, `86 01 7820 ${NONCE} 19ffff 190200 18ff 05`),
    hexPacket('accepted', 0, `81 7840 ${MAC}`),
  ];
  const server = createServer((socket) => {
    let next = 0;
    socket.on('error', () => {}).on('data', () => socket.write(answers[next++] ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

for (const encoding of ['cbor', 'pickle'] as const)
  test(`a controller with the key works as ever, in ${encoding}`, async (t) => {
    const { port, faults } = await serveKeyed(t);
    const controller = await Controller.connect({ port, encoding, key: KEY });
    const { payloadBytes, rows, nameBytes, window } = controller.greeting ?? {};
    t.deepEqual([payloadBytes, rows, nameBytes, window], [65_535, 512, 255, 5]);
    await controller.init(INIT);
    await controller.transfer('WaterC1.0', [['WaterC1.0', 20]]);
    t.is((await controller.save()).size, 3);
    t.true(await controller.close());
    t.deepEqual(faults, []);
  });

test('a controller without the key is told what to do, and may not even ask for files', async (t) => {
  const { port, faults } = await serveKeyed(t);
  const controller = await Controller.connect({ port });
  await t.throwsAsync(controller.init(INIT), { instanceOf: RobotError, message: FAULTS.keyWanted.text });
  await t.throwsAsync(controller.rescue());
  t.is(faults.length, 1);
});

test('a controller with another key is told so', async (t) => {
  const { port, faults } = await serveKeyed(t);
  await t.throwsAsync(Controller.connect({ port, key: OTHER_KEY }), {
    instanceOf: RobotError,
    message: FAULTS.keyWrong.text,
  });
  t.is(faults.length, 1);
});

test('a controller with a key does not talk to an impostor', async (t) => {
  const port = await impostor(t);
  await t.throwsAsync(Controller.connect({ port, key: KEY }), { message: /does not have the key/ });
});

test('nor to a robot that demands none', async (t) => {
  const port = await serve(t);
  await t.throwsAsync(Controller.connect({ port, key: KEY }), { message: /^the robot demands no key/ });
});

/** Runs `code` with `armchair_key` and an unmodified controller's class; what it prints. */
async function pythonOnce(t: ExecutionContext, port: number, key: Uint8Array, code: string): Promise<string> {
  const path = join(folder(t), 'robot.key');
  writeFileSync(path, Buffer.from(key).toString('base64').replace('=', ''));
  const program = `import pickle, sys
sys.path += ["scripts", "host-tests/host"]
import armchair_key
from armchair_client import Armchair
class Dill:
  loads = staticmethod(pickle.loads)
  dumps = staticmethod(lambda args: pickle.dumps(args, protocol=4))
port, path = int(sys.argv[1]), sys.argv[2]
${code}`;
  return output(await python(), ['-c', program, String(port), path]);
}

const CONNECT = 'sock = armchair_key.connect("127.0.0.1", port, path)\n';
const REFUSED = `try: ${CONNECT}except ConnectionError as error: print(error)`;

test('an unmodified Python class runs on the socket that armchair_key.py has opened', async (t) => {
  const { port, faults } = await serveKeyed(t);
  const said = await pythonOnce(
    t,
    port,
    KEY,
    `${CONNECT}armchair = Armchair(sock, Dill)
armchair.send_pack("init", True, False, None, {"deck_pos": {0: 1}, "name": {0: "tube_holder_10"},
  "first_usable": {0: ""}, "empty_list": {0: ""}}, {"left": "300uL_pipette"}, {"index": {0: "WaterC1.0"},
  "conc": {0: 1.0}, "loc": {0: "A3"}, "deck_pos": {0: 1}, "mass": {0: 40.2}}, "", {"index": {}, "loc": {},
  "deck_pos": {}, "mass": {}, "molar_mass": {}})
armchair.send_pack("save")
print(len(armchair.recv_ftp()))
armchair.send_pack("close")
armchair.burn_pipe()
armchair.expect_end()
print(armchair.cid, sock.gettimeout())`,
  );
  t.is(said, '3\n3 None\n');
  t.deepEqual(faults, []);
});

test('armchair_key.py says what the robot takes', async (t) => {
  const { port } = await serveKeyed(t);
  const code = `import socket
sock = socket.create_connection(("127.0.0.1", port), 5)
print(armchair_key.prove(sock, armchair_key.read_key(path)), sock.gettimeout())`;
  const limits = "{'payload_bytes': 65535, 'rows': 512, 'name_bytes': 255, 'window': 5}";
  t.is(await pythonOnce(t, port, KEY, code), `${limits} 5.0\n`);
});

test('armchair_key.py with another key, with an impostor, with a robot that demands none', async (t) => {
  const { port } = await serveKeyed(t);
  t.is(await pythonOnce(t, port, OTHER_KEY, REFUSED), `${FAULTS.keyWrong.text}\n`);
  t.regex(await pythonOnce(t, await impostor(t), KEY, REFUSED), /does not have the key/);
  t.regex(await pythonOnce(t, await serve(t), KEY, REFUSED), /^the robot demands no key/);
});

test('armchair_key.py on a robot that is busy says so, although that comes in pickle', async (t) => {
  const { port } = await serveKeyed(t);
  const first = await Controller.connect({ port, key: KEY });
  t.is(await pythonOnce(t, port, KEY, REFUSED), `${FAULTS.robotBusy.text}\n`);
  first.destroy();
});
