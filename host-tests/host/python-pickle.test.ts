import test from 'ava';
import { converse, type PythonEncoding, python } from '../support/python-controller.js';

const ENCODINGS: readonly PythonEncoding[] = ['pickle2', 'pickle3', 'pickle4', 'pickle5'];

for (const encoding of ENCODINGS) {
  test(`${encoding}: a Python controller runs a protocol from init to close`, async (t) => {
    const { error, mostInFlight } = await converse(await python(), encoding, 'happy');
    t.is(error, undefined);
    t.is(mostInFlight, 5, 'the window was full');
  });

  test(`${encoding}: a Python controller with a save in the pipe ends with the robot's error only`, async (t) => {
    const { error } = await converse(await python(), encoding, 'error');
    t.deepEqual(error, ['builtins', 'KeyError', 'there is no container of this name: GoldC1.0']);
  });

  test(`${encoding}: a Python controller that waits for the window ends with the robot's error only`, async (t) => {
    const { error } = await converse(await python(), encoding, 'blocked');
    t.deepEqual(error, ['builtins', 'KeyError', 'there is no container of this name: GoldC1.0']);
  });
}
