/**
 * A field of a report that says something else than it should. The message names it and what it must
 * be, for the sender; nothing of what was in it stands there.
 */
export class UnreadableField extends Error {
  constructor(name: string, rule: string) {
    super(`${name} ${rule}`);
  }
}

/** The value of a field that a report cannot do without. */
export function required<Value>(name: string, value: Value | null): Value {
  if (value === null) throw new UnreadableField(name, "is missing");
  return value;
}
