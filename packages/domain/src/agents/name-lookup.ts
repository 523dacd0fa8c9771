import { foldedName } from "./agent-names";

/**
 * Values by a name that reports give, such as a model's or an agent's. An exact match wins; otherwise
 * case and surrounding spaces are ignored, because people type these names and programs spell them.
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
    return this.#exact.get(name) ?? this.#folded.get(foldedName(name));
  }
}
