/** Returns one row for each key, in the order of `keys`. A key without a row in `rows` gets `zero(key)`. */
export function zeroFill<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  zero: (key: Key) => Row,
): Row[] {
  const rowsByKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => rowsByKey.get(key) ?? zero(key));
}
