import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { putUtf8 } from '../../src/kernel/utf8.js';
import { DELIMITER } from '../../src/wire/delimiter.js';
import { PrintableTexts } from '../../src/wire/printable-texts.js';

/** Whether `text` is printable, wherever in a ring of 1 KiB it stands. */
function printable(text: string): boolean {
  const ring = new ByteRing(1_024);
  const answers = new Set<boolean>();
  for (let offset = 0; offset < 5; offset++) {
    putUtf8(ring, 'x'.repeat(1_020 - offset));
    ring.drop(1_020 - offset);
    putUtf8(ring, text);
    answers.add(new PrintableTexts(ring).check(0, ring.length));
    ring.clear();
  }
  if (answers.size !== 1) throw new Error('it depends on the place');
  return answers.has(true);
}

test('control characters are found at every place, other characters pass', (t) => {
  for (const control of ['\0', '\t', '\n', '\x1f', '\x7f', '\x80', '\x9f'])
    for (let at = 0; at < 9; at++)
      t.false(
        printable(`${'Y'.repeat(at)}${control}${'~'.repeat(9 - at)}`),
        `${control.codePointAt(0)} at ${at}`,
      );
  for (const text of [
    '',
    ' ',
    '~',
    '\u00a0',
    'é',
    '硝酸銀C0.5',
    'µL µL µL',
    '😀',
    'AgNO3C1.0',
    'Y'.repeat(200),
  ])
    t.true(printable(text), text);
});

test('the end-of-file mark is found at every place, and what is nearly one passes', (t) => {
  for (let at = 0; at < 6; at++)
    for (const fill of ['Y', 'é', 'a'])
      t.false(printable(fill.repeat(at) + DELIMITER + fill.repeat(6 - at)), `${fill} ${at}`);
  t.true(printable(DELIMITER.slice(1)));
  t.true(printable(DELIMITER.slice(0, -1)));
  t.true(printable(`${DELIMITER.slice(0, -1)}E${DELIMITER.slice(1)}`));
});

test('one pass over a full ring of the slowest text is paid for, a second one is not', (t) => {
  const ring = new ByteRing(1_024);
  putUtf8(ring, 'é'.repeat(512));
  const texts = new PrintableTexts(ring);
  t.true(texts.check(0, 1_024));
  t.throws(() => texts.check(0, 4), { code: 'tooManyValues' });
  texts.clear();
  t.true(texts.check(0, 4));
});
