"""Puts a controller's original Armchair class on the compact encoding (src/wire/ENCODING.md). MIT license.
Usage: apt-get install python3-cbor2, copy this file beside the class,
and put `import armchair_cbor as dill` in place of its `import dill`."""
import builtins, io, cbor2

def _rows(table):  # row form; as it is where it is no table, empty, or for the robot to say what is wrong with it
    columns = list(table.values())
    keys = list(columns[0]) if columns and all(isinstance(column, dict) for column in columns) else []
    if keys and all(list(column) == keys for column in columns):
        if keys == list(range(len(keys))):
            return [list(table), *zip(*(column.values() for column in columns))]
        if all(isinstance(key, str) for key in keys):
            return [["name", *table], *zip(keys, *(column.values() for column in columns))]
    return table
def _put(to, value):
    value = value.item() if hasattr(value, "item") else _rows(value) if isinstance(value, dict) else value  # numpy
    if isinstance(value, BaseException):
        value = [type(value).__name__, str(value.args[0] if len(value.args) == 1 else value)]
    if not isinstance(value, (dict, list, tuple)):
        return to.encode_minimal_float(value) if isinstance(value, float) else to.encode(value)
    to.encode_length(5 if isinstance(value, dict) else 4, len(value))
    for part in (i for pair in value.items() for i in pair) if isinstance(value, dict) else value: _put(to, part)
def dumps(obj):
    _put(cbor2.CBOREncoder(payload := io.BytesIO()), obj)
    return payload.getvalue()

def _exception(name, message):
    kind = getattr(builtins, name, None)
    try:  # TypeError: it is no class, or one that a text alone does not make
        return kind(message) if issubclass(kind, Exception) else Exception(f"{name}: {message}")
    except TypeError:
        return Exception(f"{name}: {message}")

def loads(data):  # a lone list of two texts is an exception if the first is an identifier: a file's name has a dot
    if data[0] == 0x80 and len(data) > 1:  # pickle: an error before the robot has seen a payload of ours
        return (ConnectionError(data[data.index(b"X") + 5:-4].decode()),)
    args = [[tuple(e) if type(e) is list else e for e in a] if type(a) is list else a for a in cbor2.loads(data)]
    names = args[0] if len(args) == 1 and isinstance(args[0], list) else []
    is_error = [type(name) for name in names] == [str, str] and names[0].isidentifier()
    return (_exception(*names),) if is_error else tuple(args)
