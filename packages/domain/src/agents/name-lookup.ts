import { foldedName } from "./agent-names";

/**
 * A map whose keys are reported names, such as names of models or agents. An exact match takes precedence.
 * Without an exact match, case and surrounding spaces are ignored, because a person may have typed the
 * name differently from the program that reports it.
 */
export class NameLookup<Value> {
  #exact = new Map<string, Value>();
  #folded = new Map<string, Value>();

  constructor(entries: readonly (readonly [name: string, value: Value])[]) {
    for (const [name, value] of entries) {
      this.#exact.set(name, value);
      this.#folded.set(foldedName(name), value);
    }
  }

  get(name: string): Value | undefined {
    if (this.#exact.size === 0) return undefined;
    return this.#exact.get(name) ?? this.#folded.get(foldedName(name));
  }
}
