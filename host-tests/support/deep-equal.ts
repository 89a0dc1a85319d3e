// Deep equality as ava has it: same kind, same own keys, `Object.is` for everything that is no object.

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const sameItems = (left: ArrayLike<unknown>, right: ArrayLike<unknown>): boolean => {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (!deepEqual(left[i], right[i])) return false;
  return true;
};

const enumerableKeys = (object: object): PropertyKey[] =>
  Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));

function sameProperties(left: object, right: object): boolean {
  const keys = enumerableKeys(left);
  if (keys.length !== enumerableKeys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && deepEqual(Reflect.get(left, key), Reflect.get(right, key)),
  );
}

function sameContents(left: object, right: object): boolean {
  if (ArrayBuffer.isView(left)) return sameItems(bytesOf(left), bytesOf(right as ArrayBufferView));
  if (left instanceof Map) return sameItems([...left], [...(right as Map<unknown, unknown>)]);
  if (left instanceof Set) return sameItems([...left], [...(right as Set<unknown>)]);
  if (left instanceof Error && left.message !== (right as Error).message) return false;
  if (Array.isArray(left)) return sameItems(left, right as unknown[]);
  return sameProperties(left, right);
}

/** An object without a prototype is a plain one. */
const kindOf = (object: object): unknown => Object.getPrototypeOf(object) ?? Object.prototype;

/** Objects that refer to themselves are none of its business. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (kindOf(left) !== kindOf(right)) return false;
  return sameContents(left, right);
}
