import test from 'ava';
import { scaledRuns } from '../support/engine.js';
import { Random } from '../support/random.js';
import { NaiveEngine } from './naive-engine.js';
import { RecordedPlayer } from './recorded-player.js';
import { EdgeList } from './step-machine.js';
import { type Player, playRun } from './step-runs.js';

/** States after each action of a random run. */
function statesOf(seed: number, player: Player, halts: boolean): string[] {
  const states: string[] = [];
  playRun(new Random(seed), player, { halts }, (state) => states.push(state));
  return states;
}

test('random runs make the edges and states that the definition of a segment asks for', (t) => {
  for (let seed = 1; seed <= scaledRuns(2_000); seed++) {
    const list = new EdgeList();
    const player = new RecordedPlayer(list);
    const reference = new NaiveEngine();
    const states = statesOf(seed, player, false);
    t.deepEqual(states, statesOf(seed, reference, false), `run ${seed}`);
    t.is(player.refused, reference.refused);
    t.deepEqual(list.sorted(), reference.edges.sorted(player.engine.now()), `run ${seed}`);
  }
});

test('edges are handed over in the order of time', (t) => {
  for (let seed = 1; seed <= scaledRuns(200); seed++) {
    const list = new EdgeList();
    statesOf(seed, new RecordedPlayer(list), true);
    t.true(list.ticks.every((tick, i) => i === 0 || tick >= list.ticks[i - 1]!));
  }
});

test('nothing is different when nobody records edges and whole segments are passed at once', (t) => {
  for (let seed = 1; seed <= scaledRuns(2_000); seed++) {
    const recorded = statesOf(seed, new RecordedPlayer(new EdgeList()), true);
    t.deepEqual(statesOf(seed, new RecordedPlayer(), true), recorded, `run ${seed}`);
  }
});
