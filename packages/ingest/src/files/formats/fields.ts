import { microUsdFromDecimal, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";
import { isObject, parseObject } from "../reading/notation";
import { costOf, FieldProblem, instantOf, tokensOf } from "../rows/parse-cell";
import type { NumberFormat } from "../rows/parse-number";
import type { DateOrder } from "../rows/parse-time";

/** The rules for reading texts in a file of a recognised format. */
export interface TextRules {
  dateOrder: DateOrder | null;
  numbers: NumberFormat;
}

/** Returns the value of a field by its folded name; undefined when the record has no such field. */
type Lookup = (name: string) => unknown;

const folded = new Map<string, string>();

/**
 * Returns a name without case, spaces and punctuation. A dot is kept, because it separates the name of an
 * object from the name of its field.
 */
export function foldName(name: string): string {
  const known = folded.get(name);
  if (known !== undefined) return known;
  const text = name.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "");
  if (folded.size < 10_000) folded.set(name, text);
  return text;
}

/** Returns a function that finds the cells of a row by the names in the header. */
export function csvLookup(header: readonly string[]): (cells: readonly string[]) => Lookup {
  const positions = new Map<string, number>();
  for (const [index, name] of header.entries())
    if (!positions.has(foldName(name))) positions.set(foldName(name), index);
  return (cells) => (name) => {
    const position = positions.get(name);
    if (position !== undefined) return cells[position] ?? "";
    return valueIn((part) => cells[positions.get(part) ?? -1], name);
  };
}

/** Finds the fields of a JSON object. A name such as `usage.input` finds the field of a nested object. */
export function jsonLookup(object: Readonly<Record<string, unknown>>): Lookup {
  const values = new Map(Object.entries(object).map(([name, value]) => [foldName(name), value]));
  return (name) =>
    values.has(name) ? values.get(name) : valueIn((part) => values.get(part), name);
}

/** Finds `usage.input` in the object `usage`. In a CSV file, the object is JSON text in a cell. */
function valueIn(lookup: Lookup, name: string): unknown {
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) {
    const object = objectOf(lookup(name.slice(0, dot)));
    if (object) return jsonLookup(object)(name.slice(dot + 1));
  }
  return undefined;
}

const objectOf = (value: unknown): Record<string, unknown> | null => {
  if (isObject(value)) return value;
  return typeof value === "string" && value.startsWith("{") ? parseObject(value) : null;
};

export interface NamedText {
  name: string;
  text: string | null;
}

/**
 * The fields of one record in any file notation. Each method takes the names that a field has in different
 * versions of an export. It uses the first field that is present and not empty.
 */
export class Fields {
  readonly #lookup: Lookup;
  readonly #rules: TextRules;

  constructor(lookup: Lookup, rules: TextRules) {
    this.#lookup = lookup;
    this.#rules = rules;
  }

  /** Whether the record has a field with this name. The field can be empty. */
  has(name: string): boolean {
    return this.#lookup(foldName(name)) !== undefined;
  }

  hasAll(...names: readonly string[]): boolean {
    return names.every((name) => this.has(name));
  }

  text(...names: readonly string[]): string | null {
    const value = this.#value(names);
    return value === null || typeof value === "object" ? null : String(value).trim();
  }

  /** A text together with the name of its field. */
  named(...names: readonly string[]): NamedText {
    const name = names.find((each) => this.text(each) !== null) ?? names[0] ?? "";
    return { name, text: this.text(name) };
  }

  /**
   * The token count of a field; null when all fields are empty. Throws a `FieldProblem` when the text is
   * not a whole number of at least 0.
   */
  tokens(...names: readonly string[]): bigint | null {
    const text = this.text(...names);
    return text === null ? null : tokensOf(names[0] ?? "", text, this.#rules.numbers);
  }

  /** The amount in micro-dollars. Throws a `FieldProblem` when the field is not an amount of dollars. */
  dollars(...names: readonly string[]): bigint | null {
    const value = this.#value(names);
    if (typeof value === "number") {
      if (value < 0) throw new FieldProblem(`the cost is ${value}; it must not be negative`);
      return microUsdFromFloat(value);
    }
    const text = this.text(...names);
    // Some exports write thirty decimals, most of them trailing zeros.
    return text === null ? null : costOf(text.replace(/(\.\d*?)0+$/, "$1"), this.#rules.numbers);
  }

  /** The amount in micro-dollars of a field in cents, which can have decimals. */
  cents(...names: readonly string[]): bigint | null {
    const text = this.text(...names);
    const cents = text === null ? null : parseDecimal(text);
    if (cents) return microUsdFromDecimal({ units: cents.units, scale: cents.scale + 2 });
    if (text === null) return null;
    throw new FieldProblem(`the cost is ${text}; a number of cents, 0 or more, is needed`);
  }

  /** Throws a `FieldProblem` when the field is empty or is not a time. */
  time(...names: readonly string[]): Date {
    return instantOf(this.text(...names), this.#rules.dateOrder);
  }

  isTrue(...names: readonly string[]): boolean {
    return /^(?:true|yes|1|t)$/i.test(this.text(...names) ?? "");
  }

  /** The entries of an object, such as the counts by kind; null when the field is not an object. */
  object(name: string): Record<string, unknown> | null {
    return objectOf(this.#lookup(foldName(name)));
  }

  /** The elements of a list; empty when the field is not a list. */
  values(name: string): unknown[] {
    const value = this.#lookup(foldName(name));
    return Array.isArray(value) ? value : [];
  }

  /** The objects in a list. */
  list(name: string): Fields[] {
    return this.values(name)
      .filter(isObject)
      .map((each) => this.#of(each));
  }

  /** The object under a key that is data, such as the name of a model. */
  entry(name: string, key: string): Fields | null {
    const object = objectOf(this.object(name)?.[key]);
    return object && this.#of(object);
  }

  /** The object of a field as fields; null when it is not an object. */
  fields(name: string): Fields | null {
    const object = this.object(name);
    return object && this.#of(object);
  }

  #of(object: Record<string, unknown>): Fields {
    return new Fields(jsonLookup(object), this.#rules);
  }

  #value(names: readonly string[]): unknown {
    for (const name of names) {
      const value = this.#lookup(foldName(name));
      if (value !== undefined && value !== null && value !== "") return value;
    }
    return null;
  }
}
