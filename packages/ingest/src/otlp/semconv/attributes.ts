import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import { parseInstant } from "../../fields/parse-instant";
import { UnreadableField } from "../../fields/unreadable-field";
import type {
  AnyValue,
  KeyValue,
} from "../proto/generated/opentelemetry/proto/common/v1/common_pb";

const TOKENS = "must be a whole number, 0 or more";
const DOLLARS = "must be US dollars, 0 or more";
/** A whole number as text. Some senders convert every value to text, such as `12` or `12.0`. */
const WHOLE_NUMBER = /^(\d{1,18})(?:\.0+)?$/;

/**
 * The attributes of a span, a log record or a resource, by name. A value is converted only when a caller
 * reads it by name, so prompts and completions in attributes are never read. Numbers may be text. Reading
 * a value of the wrong type throws an `UnreadableField`.
 */
export class Attributes {
  #values = new Map<string, AnyValue["value"]>();

  constructor(pairs: readonly KeyValue[] = []) {
    for (const { key, value } of pairs)
      if (value && !isBlank(value.value)) this.#values.set(key, value.value);
  }

  has(name: string): boolean {
    return this.#read(name).case !== undefined;
  }

  /**
   * The trimmed text, or the digits of an integer; null when the attribute is absent or has another type.
   */
  text(name: string): string | null {
    const { case: kind, value } = this.#read(name);
    if (kind === "intValue") return String(value);
    return kind === "stringValue" ? value.trim() || null : null;
  }

  /** The texts of a list; the list may also be JSON or a single text. */
  texts(name: string): string[] {
    const { case: kind, value } = this.#read(name);
    if (kind === "stringValue") return value.split(/[[\]",\s]+/).filter((text) => text !== "");
    if (kind !== "arrayValue") return [];
    return value.values.flatMap(({ value }) => (value.case === "stringValue" ? value.value : []));
  }

  /** Whether the attribute is true, or the text `true`. */
  isTrue(name: string): boolean {
    const { value } = this.#read(name);
    return value === true || value === "true";
  }

  /** A token count; null when the attribute is absent. */
  tokens(name: string): bigint | null {
    const { case: kind, value } = this.#read(name);
    if (kind === undefined) return null;
    if (kind === "intValue" && value >= 0n) return value;
    if (kind === "doubleValue" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
    const [, digits] = (kind === "stringValue" && WHOLE_NUMBER.exec(value.trim())) || [];
    if (digits === undefined) throw new UnreadableField(name, TOKENS);
    return BigInt(digits);
  }

  /**
   * The attribute's amount of dollars in micro-dollars, rounded once; null when the attribute is absent.
   */
  microUsd(name: string): bigint | null {
    const { case: kind, value } = this.#read(name);
    if (kind === undefined) return null;
    const amountMicroUsd =
      kind === "doubleValue"
        ? microUsdFromDollars(value)
        : kind === "intValue" || kind === "stringValue"
          ? microUsdFromDollars(String(value).trim())
          : null;
    if (amountMicroUsd === null) throw new UnreadableField(name, DOLLARS);
    return amountMicroUsd;
  }

  /** The instant of ISO 8601 text, cut to milliseconds; null when the attribute is absent. */
  instant(name: string): Date | null {
    const text = this.text(name);
    if (text === null) return null;
    const instant = parseInstant(text);
    if (!instant) throw new UnreadableField(name, "must be a time in ISO 8601");
    return instant;
  }

  #read(name: string): AnyValue["value"] {
    return this.#values.get(name) ?? { case: undefined };
  }
}

/**
 * Whether a value is an empty text. Senders that convert every value to text write it for a missing value.
 */
const isBlank = (value: AnyValue["value"]): boolean =>
  value.case === "stringValue" && value.value.trim() === "";
