// The classes and functions that a pickle may name, each of which becomes inert data (ARMCHAIR.md section 3).

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { NAME_BYTES_MAX } from '../kernel/limits.js';
import { asciiBytes, isUtf8, textAt } from '../kernel/utf8.js';
import { K } from './pickle-kinds.js';

/** The exception classes that Python 3 (3.0 to 3.13) has built in. */
const BUILTIN_EXCEPTIONS = Object.freeze(
  (
    'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError ' +
    'BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ' +
    'ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError ' +
    'Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit ' +
    'IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError ' +
    'KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError ' +
    'NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError ' +
    'PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning ' +
    'StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError ' +
    'TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError ' +
    'UnicodeWarning UserWarning ValueError Warning ZeroDivisionError'
  )
    .split(' ')
    .map(asciiBytes),
);

/** Both Python 2's name for the builtin ones and the original's own module. */
const EXCEPTIONS = asciiBytes('exceptions');

const BUILTIN_MODULES = Object.freeze([asciiBytes('builtins'), asciiBytes('__builtin__'), EXCEPTIONS]);

interface Allowed {
  readonly module: Uint8Array;
  readonly name: Uint8Array;
  readonly kind: number;
}

const allow = (module: string, name: string, kind: number): Allowed =>
  Object.freeze({ module: asciiBytes(module), name: asciiBytes(name), kind });

const ALLOWED: readonly Allowed[] = Object.freeze([
  allow('dill._dill', '_load_type', K.loadType),
  allow('dill.dill', '_load_type', K.loadType),
  allow('numpy.core.multiarray', 'scalar', K.scalarFunction),
  allow('numpy._core.multiarray', 'scalar', K.scalarFunction),
  allow('numpy', 'dtype', K.dtypeClass),
  allow('_codecs', 'encode', K.encode),
  allow('exceptions', 'EmptyReagent', K.foreignClass),
  allow('builtins', 'bytes', K.bytesClass),
  allow('__builtin__', 'bytes', K.bytesClass),
]);

/** Number in `list` of the text at `start`, or -1. */
export function literalAt(
  ring: ByteSource,
  start: number,
  length: number,
  list: readonly Uint8Array[],
): number {
  for (let i = 0; i < list.length; i++) if (ring.equals(start, length, list[i] as Uint8Array)) return i;
  return -1;
}

export const isBuiltinException = (ring: ByteSource, start: number, length: number): boolean =>
  literalAt(ring, start, length, BUILTIN_EXCEPTIONS) !== -1;

/** Whether a name is made of letters, digits, underscores, dots and characters beyond ASCII only. */
function isDottedName(ring: ByteSource, start: number, length: number): boolean {
  if (length === 0 || length > NAME_BYTES_MAX) return false;
  for (let at = start; at < start + length; at++) {
    const byte = ring.uint8(at);
    const letter = byte | 0x20;
    const allowed =
      (letter >= 0x61 && letter <= 0x7a) ||
      (byte >= 0x30 && byte <= 0x39) ||
      byte === 0x5f ||
      byte === 0x2e ||
      byte >= 0x80;
    if (!allowed) return false;
  }
  return isUtf8(ring, start, length);
}

/** A text of the payload for a fault's detail: the beginning of a long one. */
export const excerpt = (ring: ByteSource, start: number, length: number): string =>
  textAt(ring, start, Math.min(length, 64));

/**
 * Kind of what a pickle calls `module.name`. Fault `pickleGlobal` for anything that is not on the list.
 *
 * @param exceptions whether classes are taken, builtin ones and any other, as those of exceptions: in `error` packets only
 */
export function globalKind(
  ring: ByteSource,
  module: number,
  moduleLength: number,
  name: number,
  nameLength: number,
  exceptions: boolean,
): number {
  for (let i = 0; i < ALLOWED.length; i++) {
    const allowed = ALLOWED[i] as Allowed;
    if (
      (exceptions || allowed.kind !== K.foreignClass) &&
      ring.equals(name, nameLength, allowed.name) &&
      ring.equals(module, moduleLength, allowed.module)
    )
      return allowed.kind;
  }
  const builtin = exceptions ? literalAt(ring, module, moduleLength, BUILTIN_MODULES) : -1;
  if (builtin !== -1 && isBuiltinException(ring, name, nameLength)) return K.builtinClass;
  const foreign = exceptions && (builtin === -1 || BUILTIN_MODULES[builtin] === EXCEPTIONS);
  if (foreign && isDottedName(ring, module, moduleLength) && isDottedName(ring, name, nameLength))
    return K.foreignClass;
  throw new Fault(
    'pickleGlobal',
    `${excerpt(ring, module, moduleLength)}.${excerpt(ring, name, nameLength)}`,
  );
}
