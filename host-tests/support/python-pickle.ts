// Python's own pickle as an oracle: one process that loads and dumps many values, in the notation of the vectors.

import { spawnSync } from 'node:child_process';
import type { Tree } from './tree.js';

/** What to do: read a pickle in hex, or write a tree as one. */
export type PythonTask = { readonly load: string } | { readonly dump: Tree; readonly protocol: number };

const SCRIPT = `
import builtins, json, math, pickle, re, sys

def tree(value):
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return value if abs(value) < 2 ** 53 else {'$int': str(value)}
    if kind is float:
        return value if math.isfinite(value) and value != int(value) else {'$float': repr(value)}
    if kind is bytes:
        return {'$bytes': value.hex()}
    if kind is list:
        return [tree(item) for item in value]
    if kind is tuple:
        return {'$tuple': [tree(item) for item in value]}
    if kind is dict:
        if all(type(key) is str and not re.match(r'\\$|(0|[1-9]\\d*)$', key) for key in value):
            return {key: tree(item) for key, item in value.items()}
        return {'$dict': [[tree(key), tree(item)] for key, item in value.items()]}
    if isinstance(value, BaseException):
        content = {'type': kind.__name__, 'module': kind.__module__, 'args': [tree(item) for item in value.args]}
        if value.__dict__:
            content['attrs'] = tree(value.__dict__)
        return {'$exception': content}
    raise TypeError(kind)

def value(node):
    if type(node) is list:
        return [value(item) for item in node]
    if type(node) is not dict:
        return node
    if '$int' in node:
        return int(node['$int'])
    if '$float' in node:
        return float(node['$float'])
    if '$bytes' in node:
        return bytes.fromhex(node['$bytes'])
    if '$tuple' in node:
        return tuple(value(item) for item in node['$tuple'])
    if '$dict' in node:
        return {value(key): value(item) for key, item in node['$dict']}
    if '$exception' in node:
        content = node['$exception']
        result = getattr(builtins, content['type'])(*value(content['args']))
        if 'attrs' in content:
            result.__dict__.update(value(content['attrs']))
        return result
    return {key: value(item) for key, item in node.items()}

def run(task):
    if 'load' in task:
        return tree(pickle.loads(bytes.fromhex(task['load'])))
    return pickle.dumps(value(task['dump']), protocol=task['protocol']).hex()

json.dump([run(task) for task in json.load(sys.stdin)], sys.stdout)
`;

/** Trees of what was loaded and hex of what was dumped, in the order of the tasks. */
export function python(tasks: readonly PythonTask[]): Tree[] {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', SCRIPT], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw new Error(`python3 does not start, install the Debian package python3: ${error.message}`);
  if (status !== 0) throw new Error(`python3: ${stderr.trimEnd().split('\n').at(-1)}`);
  return JSON.parse(stdout) as Tree[];
}
