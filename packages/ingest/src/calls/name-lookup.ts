import { foldedName } from "@ai-cost/domain";

/**
 * Rows by a name that sources report: the row of the very name, else the one that differs only in
 * case and outer space. Names of models and agents are typed by people and spelled by machines.
 */
export class NameLookup<Row> {
  #exact = new Map<string, Row>();
  #folded = new Map<string, Row>();

  constructor(rows: readonly (readonly [name: string, row: Row])[]) {
    for (const [name, row] of rows) {
      this.#exact.set(name, row);
      this.#folded.set(foldedName(name), row);
    }
  }

  get(name: string): Row | undefined {
    return this.#exact.get(name) ?? this.#folded.get(foldedName(name));
  }
}
