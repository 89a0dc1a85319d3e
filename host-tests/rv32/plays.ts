// What is played to the emulated chip and to the desk: short runs, and the demonstration by controllers in two languages,
// whole or a part of it with every kind of command.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller } from '../../src/host/controller.js';
import type { InitArguments, Product } from '../../src/host/controller-arguments.js';
import { BROMIDE, type Command, commands, init, performAll, products } from '../../src/host/demo-protocol.js';
import { output, type PythonEncoding } from '../support/python-controller.js';
import type { TraceRun } from '../trace/runs.js';
import { TIME_MAX } from './emulated-robot.js';
import type { Files, Play } from './same-edges.js';

/** Each ends with a pause, the question where everything is, and the last files. */
export interface Protocol {
  readonly init: InitArguments;
  readonly products: readonly Product[];
  readonly commands: readonly Command[];
}

/** The Python program has them, too, s. */
const PAUSE_SECONDS = 1.5;

export const WHOLE: Protocol = { init: init(), products: products(), commands: commands() };

const [weak, strong] = ['AlluraRed_1C1.0', 'AlluraRed_2C1.0'];

/** One of each kind, with two wells, and a milligram of powder in the place of the last dye. */
export const PART: Protocol = {
  init: {
    ...init(),
    reagents: init().reagents.filter(({ name }) => name !== 'TrypanBlueC0.1'),
    dryContainers: [{ name: BROMIDE.name, loc: 'D6', deckPos: 3, mass: 0.001, molarMass: 119 }],
  },
  products: products(),
  commands: [
    {
      kind: 'transfer',
      source: 'WaterC1.0',
      steps: [
        [weak, 60],
        [strong, 40],
      ],
    },
    { kind: 'save' },
    { kind: 'transfer', source: 'AlluraRedC0.1', steps: [[weak, 10]] },
    { kind: 'stop' },
    { kind: 'make' },
    { kind: 'transfer', source: 'KBrC20.0', steps: [[strong, 45]] },
    { kind: 'mix', wells: [strong] },
  ],
};

const textsOf = (files: Iterable<readonly [string, Uint8Array]>): Files =>
  new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')] as const).sort());

/** A run between `init` and `save`. */
export const playOf =
  ({ init, play }: Pick<TraceRun, 'init' | 'play'>): Play =>
  async (port) => {
    const controller = await Controller.connect({ port });
    await controller.init(init);
    await play(controller);
    const files = await controller.save();
    await controller.close();
    return textsOf(files);
  };

export const inTypeScript = ({ init, products, commands }: Protocol): Play =>
  playOf({
    init,
    play: async (controller) => {
      await controller.initContainers(products);
      await performAll(controller, commands);
      await controller.pause(PAUSE_SECONDS);
      await controller.locate('all');
    },
  });

/** @param command that runs Python; @param folder of the caller's, where its files go */
export const inPython =
  (protocol: Protocol, command: string, encoding: PythonEncoding, folder: string): Play =>
  async (port) => {
    const path = join(folder, 'protocol.json');
    writeFileSync(path, JSON.stringify(protocol));
    const saved = mkdtempSync(join(folder, 'saved-'));
    const program = ['host-tests/host/armchair_demo.py', String(port), encoding, path, saved];
    await output(command, program, TIME_MAX);
    return textsOf(readdirSync(saved).map((name) => [name, readFileSync(join(saved, name))] as const));
  };
