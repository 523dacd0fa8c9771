import type { Attributes } from "./attributes";

export type Path = readonly (string | number)[];

const MAX_LENGTH = 100_000;

/**
 * The JSON in an attribute, from which single values are read. All values are absent when the text is not
 * JSON, because exporters cut long attributes. They are also absent when the text is longer than
 * `MAX_LENGTH` characters, because parsing long texts would be slow.
 */
export class JsonAttribute {
  readonly #root: unknown;

  constructor(attributes: Attributes, name: string) {
    const text = attributes.text(name);
    this.#root = text === null || text.length > MAX_LENGTH ? null : parsed(text);
  }

  /** Whether the attribute has no JSON, so that every value is absent. */
  get isAbsent(): boolean {
    return this.#root === null;
  }

  /** Returns the first value other than null at one of the paths. */
  first(paths: readonly Path[]): unknown {
    if (this.isAbsent) return undefined;
    return paths.map((path) => this.#at(path)).find((value) => value != null);
  }

  /** Returns the first text at one of the paths; null when there is none. */
  text(paths: readonly Path[]): string | null {
    const value = this.first(paths);
    return typeof value === "string" ? value.trim() || null : null;
  }

  /** Returns the token count at one of the paths; null when there is none or it is invalid. */
  tokens(paths: readonly Path[]): bigint | null {
    return countOf(this.first(paths));
  }

  /** The token counts at the top level, by name. */
  counts(): Map<string, bigint> {
    const counts = new Map<string, bigint>();
    if (typeof this.#root !== "object" || this.#root === null) return counts;
    for (const [name, value] of Object.entries(this.#root)) {
      const count = countOf(value);
      if (count !== null) counts.set(name, count);
    }
    return counts;
  }

  /** The numbers at the top level, by name. */
  numbers(): Record<string, number> {
    const entries = Object.entries(Object(this.#root));
    return Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === "number" ? [[name, value]] : [])),
    );
  }

  #at(path: Path): unknown {
    let value = this.#root;
    for (const key of path)
      value = typeof value === "object" && value !== null ? Reflect.get(value, key) : null;
    return value;
  }
}

/** A token count in JSON; null for any other value. */
export const countOf = (value: unknown): bigint | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
