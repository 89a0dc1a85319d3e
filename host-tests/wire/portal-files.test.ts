// Two portals back to back: files, their end mark, their names, and what waits while they are sent.

import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import type { FileSink } from '../../src/wire/file-stream.js';
import { RECEIVED } from '../../src/wire/portal-options.js';
import { ascii } from '../support/packets.js';
import { move, pair } from '../support/portal-pair.js';
import { filesOf } from '../support/scripted-robot.js';

/** Collects files as text. */
class TextSink implements FileSink {
  readonly files: string[] = [];

  begin(): void {
    this.files.push('');
  }

  data(bytes: Uint8Array, length: number): void {
    this.files[this.files.length - 1] += String.fromCharCode(...bytes.subarray(0, length));
  }

  end(): void {
    this.files[this.files.length - 1] += '|';
  }
}

test('files arrive whole however the stream is cut, and are acknowledged under the cid of sending_files', (t) => {
  const long = 'AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFilX'.repeat(60);
  const texts = ['', 'one\ttwo\n', long, 'YYYAFKJ'];
  for (let cut = 1; cut < 120; cut += cut < 60 ? 1 : 7) {
    const { controller, robot } = pair();
    robot.sendFiles(filesOf(texts.map((text, i) => [`f${i}.tsv`, ascii(text)])));
    const sink = new TextSink();
    let isStarted = false;
    for (let turns = 0; turns < 20_000 && !(isStarted && controller.takeFiles()); turns++) {
      robot.out.pump();
      move(robot, controller, Math.min(cut, robot.output.length));
      if (!isStarted && controller.receive() === RECEIVED.packet) {
        controller.receiveFiles(texts.length, sink);
        isStarted = true;
      }
    }
    t.deepEqual(
      sink.files,
      texts.map((text) => `${text}|`),
    );
    t.is(robot.out.window.inFlight, 1);
    move(controller, robot);
    t.is(robot.receive(), RECEIVED.nothing);
    t.is(robot.out.window.inFlight, 0);
    t.true(robot.log.line(robot.log.count - 1).endsWith('recieved ready, cid 1'), `cut at ${cut}`);
  }
});

test('a file with the end-of-file mark in it is not sent on, wherever it lies', (t) => {
  const mark = 'AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile';
  for (const before of [0, 1, 461, 462, 463, 500, 511, 512, 513, 1_000, 3_000]) {
    const { robot } = pair();
    const bytes = ascii(`${'x'.repeat(before)}${mark}tail`);
    const error = t.throws(() => {
      robot.sendFiles(filesOf([['f.tsv', bytes]]));
      for (let i = 0; i < 20; i++) {
        robot.output.drop(robot.output.length);
        robot.out.pump();
      }
    });
    t.is((error as Fault).code, 'delimiterInFile', `${before} bytes before`);
  }
});

test('file names that are no plain base names are refused', (t) => {
  for (const name of ['', '.', '..', 'a/b', '/etc/passwd', 'a\\b', 'a\nb', 'a\u0000', 'x'.repeat(200)]) {
    const { robot } = pair();
    t.throws(() => robot.sendFiles(filesOf([[name, new Uint8Array(0)]])), { message: /file name/ });
    t.is(robot.output.length, 0);
  }
});

test('five file transfers are in flight, the sixth waits; a ready of a command does not', (t) => {
  const { controller, robot } = pair();
  const none = filesOf([]);
  for (let i = 0; i < 5; i++) robot.sendFiles(none);
  const before = robot.output.length;
  robot.sendFiles(none);
  t.true(robot.out.waitsForWindow);
  t.is(robot.output.length, before);
  controller.out.ready(0, 1);
  move(controller, robot);
  robot.receive();
  t.false(robot.out.waitsForWindow);
  t.is(robot.out.cidLow, 6);
});

test('nothing is written into the middle of a long answer', (t) => {
  const { robot } = pair();
  robot.sendFiles(filesOf([['f.tsv', new Uint8Array(20_000)]]));
  t.throws(() => robot.out.ready(0, 1), { message: /inside a long answer/ });
  t.throws(() => robot.out.stopped(), { message: /inside a long answer/ });
});

test('an error that comes up while files are sent waits for their end', (t) => {
  const { robot } = pair();
  robot.sendFiles(filesOf([['f.tsv', new Uint8Array(20_000)]]));
  t.true(robot.out.answering);
  robot.out.error(new Fault('commandFailed', 'too hot'));
  let last = new Uint8Array(0);
  while (robot.output.length > 0) {
    last = new Uint8Array(robot.output.length);
    robot.output.copyTo(last, 0, 0, last.length);
    robot.output.drop(last.length);
    robot.out.pump();
  }
  t.true(String.fromCharCode(...last).endsWith('too hot\u0085R\u0085.'));
});
