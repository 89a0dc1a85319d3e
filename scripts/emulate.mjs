// Boots the firmware on the emulated chip and bridges its serial line to a TCP port, for any controller:
//
//   npm run emulate -- --board NAME [--port 50000] [--ram 400K] [--time still] [--memory FILE] [--record]
//
// The chip's time is that of its instructions; while it sleeps it jumps to the next interrupt, so a robot takes less
// time than a real one. In still time what the program computes takes none: the same packets move the same motors at
// the same ticks. All memory of the chip is in FILE then; --record keeps what its pins did there, for a reader who has
// to take it (scripts/rv32/pins.h). Ctrl-C ends it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildChip } from './rv32-build.mjs';
import { EMULATOR } from './rv32-doctor.mjs';
import { buildFirmware, firmwarePools } from './rv32-firmware.mjs';
import { emulation } from './rv32-run.mjs';
import { poolOptions } from './xs-run.mjs';

/** In the place of the length of a piece; scripts/rv32/serial.c has the other end. */
const MARK = { opened: 0xffff, ended: 0xfffe, ready: 0xfffd };
const PIECE_MAX = 1_024;

/** @typedef {import('node:net').Socket} Socket */

/** The serial line with the one connection that it carries. */
class Line {
  /** @type {Socket | undefined} */
  #peer;
  #bytes = Buffer.alloc(0);

  constructor(/** @type {Socket} */ line, /** @type {() => void} */ onReady) {
    this.line = line;
    this.onReady = onReady;
    line.on('data', (bytes) => this.#take(bytes));
    line.on('drain', () => this.#peer?.resume());
    // It breaks when the chip ends, and then so does this program.
    line.on('error', () => {});
  }

  /** A peer beside another is sent away. */
  connect(/** @type {Socket} */ peer) {
    if (this.#peer !== undefined) {
      peer.destroy();
      return;
    }
    this.#peer = peer;
    this.#mark(MARK.opened);
    peer.on('data', (bytes) => {
      for (let at = 0; at < bytes.length; at += PIECE_MAX) {
        const piece = bytes.subarray(at, at + PIECE_MAX);
        this.#mark(piece.length);
        if (!this.line.write(piece)) peer.pause();
      }
    });
    peer.on('error', () => {});
    peer.on('end', () => this.#mark(MARK.ended));
    peer.on('close', () => {
      if (this.#peer !== peer) return;
      this.#peer = undefined;
      this.#mark(MARK.ended);
    });
  }

  #mark(/** @type {number} */ mark) {
    this.line.write(Uint8Array.of(mark & 0xff, mark >> 8));
  }

  /** What the chip sends. */
  #take(/** @type {Buffer} */ bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= 2) {
      const length = this.#bytes.readUInt16LE(0);
      const isMark = length >= MARK.ready;
      const end = isMark ? 2 : 2 + length;
      if (this.#bytes.length < end) return;
      if (!isMark) this.#peer?.write(this.#bytes.subarray(2, end));
      else if (length === MARK.ready) this.onReady();
      else {
        this.#peer?.end();
        this.#peer = undefined;
      }
      this.#bytes = this.#bytes.subarray(end);
    }
  }
}

async function emulate() {
  const { values } = parseArgs({
    options: {
      board: { type: 'string', default: 'bench' },
      port: { type: 'string', default: '50000' },
      ram: { type: 'string' },
      time: { type: 'string' },
      memory: { type: 'string' },
      record: { type: 'boolean', default: false },
    },
  });
  const { board, port, ram, time, memory, record } = values;
  const application = await buildFirmware(board);
  const pools = await firmwarePools(board);
  const image = buildChip({ isMetered: false, ...(ram && { ram }) });
  const folder = mkdtempSync(join(tmpdir(), 'chip-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'line');
  /** @type {Line | undefined} */
  let line;
  const listener = createServer((peer) => line?.connect(peer.setNoDelay(true)));
  const listen = () =>
    listener.listen(Number(port), '127.0.0.1', () => {
      const address = listener.address();
      const bound = typeof address === 'object' ? address?.port : port;
      console.log(`Armchair robot server on 127.0.0.1:${bound}. Ctrl-C ends it.`);
    });
  const serial = createServer((socket) => {
    line = new Line(socket, listen);
  });
  serial.listen(path, () => {
    const options = [...poolOptions(pools), '--rom'];
    if (time !== undefined) options.push('--time', time);
    if (record) options.push('--record', 'pins');
    const files = { image, application, serial: `unix:${path}`, ...(memory && { memory }) };
    const chip = spawn(EMULATOR, emulation(files, [...options, 'firmware']), {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const end = () => chip.kill();
    process.on('SIGINT', end).on('SIGTERM', end);
    listener.on('error', (error) => {
      console.error(`--port: ${error.message}`);
      end();
    });
    chip.on('exit', (code) => process.exit(code ?? 1));
  });
}

try {
  await emulate();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
