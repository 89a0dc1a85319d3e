// The firmware on the emulated chip, in its 400 KB of RAM: a controller drives it over a port as it does the desk's.

import test from 'ava';
import { Controller } from '../../src/host/controller.js';
import { INIT, interrupt, listens, start } from '../host/server-program.js';

test('a controller runs a protocol; what each memory holds is said at the start', async (t) => {
  const run = start(t, 'scripts/emulate.mjs', '--board', 'bench', '--port', '0');
  const port = await listens(run);
  t.regex(run.stdout, /^flash: program \d+, byte code \d+, labware table \d+; built-ins and modules \d+$/m);
  t.regex(run.stdout, /^RAM 409600: /m);

  const controller = await Controller.connect({ port });
  await controller.init(INIT);
  await controller.initContainers([{ name: 'rxn1C1.0', maxVol: 200 }]);
  await controller.transfer('WaterC1.0', [['rxn1C1.0', 20]]);
  const [place] = await controller.locate(['rxn1C1.0']);
  t.deepEqual([place?.well, place?.deckPos, place?.volume], ['E1', 4, 20]);
  const files = await controller.save();
  t.regex(Buffer.from(files.get('wellmap.tsv') ?? '').toString(), /^rxn1C1\.0\tE1\t4\t20\.0\tWell96$/m);
  t.true(await controller.close());
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0, run.stderr);
});
