/**
 * The error for a field of a report that cannot be read. The message is for the sender: it names the field
 * and the rule, and repeats no value.
 */
export class UnreadableField extends Error {
  constructor(name: string, rule: string) {
    super(`${name} ${rule}`);
  }
}

/** Returns the value of a required field. Throws an `UnreadableField` when the value is null. */
export function required<Value>(name: string, value: Value | null): Value {
  if (value === null) throw new UnreadableField(name, "is missing");
  return value;
}
