import test from 'ava';
import { Planner } from '../../src/motion/planner.js';
import { A, figuresOf, homedAxes, X, Y, Z } from '../support/gantry.js';
import { SegmentRecorder } from '../support/segment-recorder.js';

function machine(ringSize = 32) {
  const engine = new SegmentRecorder(ringSize);
  const axes = homedAxes();
  return { engine, axes, planner: new Planner(engine, axes) };
}

type Machine = ReturnType<typeof machine>;

/** Plays the move to its end, and the engine counts where it leads. */
function finish({ engine, planner }: Machine): void {
  let isFed = false;
  do {
    isFed = planner.feed();
    for (const axis of [X, Y, Z]) engine.play(axis, 1_000);
  } while (!isFed);
  engine.clear();
}

test('a move leads from where the axes stand to the place it names', (t) => {
  const it = machine();
  it.planner.to(X, 200);
  it.planner.to(Y, 20.5);
  t.true(Math.abs(it.planner.begin() - (200 / 600 + 600 / 3000)) < 1e-9);
  finish(it);
  t.is(it.axes.millimeters(X, it.engine.position(X)), 200);
  t.is(it.axes.millimeters(Y, it.engine.position(Y)), 20.5);
  it.planner.to(X, 99.5);
  it.planner.begin();
  finish(it);
  t.is(it.engine.position(X), 7_960);
});

test('all axes of a move are started once, together, when the first slice of each is in', (t) => {
  const { engine, planner } = machine(4);
  planner.to(X, 100);
  planner.to(Z, 50);
  planner.begin();
  t.deepEqual(engine.starts, [{ axes: (1 << X) | (1 << Z), segments: 8 }]);
  t.false(planner.feed());
  t.is(engine.segments(X).length, 4);
  engine.play(X, 2);
  t.false(planner.feed());
  t.is(engine.segments(X).length, 6);
  t.is(engine.starts.length, 1);
});

test('no axis is over its speed, nor over the speed that is asked for', (t) => {
  const { engine, planner } = machine(1_000);
  planner.to(X, 60);
  planner.to(Y, 60, 100);
  planner.begin();
  // Both go as fast as Y may: 8,000 steps/s, 1,250 ticks from step to step.
  for (const axis of [X, Y])
    t.is(
      Math.min(
        ...engine
          .segments(axis)
          .map(({ interval, add, count }) => Math.round((interval + add * (count - 1)) / 65_536)),
      ),
      1_250,
    );
});

test('the axis that needs most of its acceleration sets that of all', (t) => {
  const { planner } = machine();
  planner.to(X, 0.9);
  planner.to(Y, 0.9);
  t.true(Math.abs(planner.begin() - 2 * Math.sqrt(0.9 / 2000)) < 1e-9);
});

test('a move is done when every axis has made its last step, and no other one of its axes begins before', (t) => {
  const { engine, planner } = machine(1_000);
  t.is(planner.underWay, 0);
  planner.to(X, 1);
  planner.to(Y, 1);
  planner.begin();
  t.true(planner.feed());
  engine.play(X, 1_000);
  t.is(planner.underWay, 1 << Y);
  planner.to(X, 2);
  planner.to(Y, 2);
  t.throws(() => planner.begin(), { message: 'a move is under way: wait for its end or halt it' });
  engine.play(Y, 1_000);
  t.is(planner.underWay, 0);
  planner.to(Y, 2);
  t.true(planner.begin() > 0);
});

test('an axis moves while another one is under way, and is forgotten alone', (t) => {
  const { engine, planner } = machine(4);
  planner.by(Z, 5);
  planner.begin();
  planner.by(A, -5);
  planner.begin();
  t.is(planner.underWay, (1 << Z) | (1 << A));
  engine.play(Z, 2);
  planner.cancel(1 << A);
  t.is(planner.underWay, 1 << Z);
  for (let feeds = 0; !planner.feed() && feeds < 1_000; feeds++) engine.play(Z, 4);
  engine.play(Z, 4);
  t.is(engine.position(Z), 5 * figuresOf(Z).stepsPerMillimeter);
  t.is(planner.underWay, 0);
  t.is(engine.segments(A).length, 4);
});

test('a move to where the axes stand takes no time and starts nothing', (t) => {
  const { engine, planner } = machine();
  planner.to(X, 0);
  planner.to(Y, 0.001);
  t.is(planner.begin(), 0);
  t.true(planner.feed());
  t.deepEqual(engine.starts, []);
});

test('after a halt the rest of the move is forgotten and the next one starts where the axes stand', (t) => {
  const it = machine(4);
  it.planner.to(X, 100);
  it.planner.begin();
  it.engine.play(X, 3);
  it.planner.cancel();
  it.engine.clear();
  t.true(it.planner.feed());
  const stopped = it.engine.position(X);
  t.true(stopped > 0 && stopped < 8_000);
  it.planner.to(X, 50);
  it.planner.begin();
  finish(it);
  t.is(it.engine.position(X), 4_000);
});

test('an axis that is not homed is refused before the first step, and the whole move with it', (t) => {
  const { engine, axes, planner } = machine();
  axes.forget(1 << Y);
  planner.to(X, 10);
  t.throws(() => planner.to(Y, 10), { message: 'an axis does not know where it is: home it first: y' });
  t.is(planner.begin(), 0);
  t.deepEqual(engine.starts, []);
  t.is(engine.segments(X).length, 0);
});

test('a place out of the travel is refused with its numbers', (t) => {
  const { planner } = machine();
  const said = 'a move leads out of the travel of an axis: ';
  t.throws(() => planner.to(X, 430), { message: `${said}x to 430 mm of 0 to 418 mm` });
  t.throws(() => planner.to(Z, -0.01), { message: `${said}z to -0.01 mm of 0 to 218 mm` });
  t.throws(() => planner.to(Z, Number.NaN), { message: `${said}z to NaN mm of 0 to 218 mm` });
  t.notThrows(() => planner.to(X, 418));
});

test('a speed that the axis does not have is refused with its numbers', (t) => {
  const { planner } = machine();
  const said = 'an axis cannot move at this speed: ';
  t.throws(() => planner.to(X, 10, 601), { message: `${said}x at 601 mm/s of at most 600 mm/s` });
  t.throws(() => planner.by(X, 10, 0), { message: `${said}x at 0 mm/s of at most 600 mm/s` });
});

test('a move too long for the engine to time is refused, and the next one goes', (t) => {
  const { engine, planner } = machine();
  planner.by(Y, 1 / 80);
  planner.by(X, 400, 1);
  t.throws(() => planner.begin(), { message: 'a move takes too long: move in parts or faster: 400 s' });
  planner.by(X, 400, 1);
  t.true(planner.begin() > 400);
  t.is(engine.starts.length, 1);
});

test('a way is gone whether the axis is homed or not, and out of the travel', (t) => {
  const it = machine();
  it.axes.forget(1 << Z);
  it.planner.by(Z, -300);
  it.planner.begin();
  finish(it);
  t.is(it.engine.position(Z), -300 * figuresOf(Z).stepsPerMillimeter);
});

test('homing says where an axis stands, and moves count from there', (t) => {
  const it = machine();
  it.axes.setHomed(Z, 218, -500);
  t.is(it.axes.millimeters(Z, -500), 218);
  it.planner.to(Z, 217);
  it.planner.begin();
  finish(it);
  t.is(it.engine.position(Z), 217 * 400 - (218 * 400 + 500));
});
