import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import { parseInstant } from "../../fields/parse-instant";
import { UnreadableField } from "../../fields/unreadable-field";
import type {
  AnyValue,
  KeyValue,
} from "../proto/generated/opentelemetry/proto/common/v1/common_pb";

const TOKENS = "must be a whole number, 0 or more";
const DOLLARS = "must be US dollars, 0 or more";
/** Emitters that make text of every value write `12`, some of them `12.0`. */
const WHOLE_NUMBER = /^(\d{1,18})(?:\.0+)?$/;

/**
 * What a span, a log record or its resource says, by name. Only what is asked for is read: prompts
 * and answers stand among the attributes. Numbers may come as text. A value that cannot be what it is
 * asked as is an `UnreadableField`.
 */
export class Attributes {
  #values = new Map<string, AnyValue["value"]>();

  constructor(pairs: readonly KeyValue[] = []) {
    for (const { key, value } of pairs)
      if (value && !saysNothing(value.value)) this.#values.set(key, value.value);
  }

  has(name: string): boolean {
    return this.#read(name).case !== undefined;
  }

  /** Text that says something, without outer space; a whole number's digits. Null when there is none. */
  text(name: string): string | null {
    const { case: kind, value } = this.#read(name);
    if (kind === "intValue") return String(value);
    return kind === "stringValue" ? value.trim() || null : null;
  }

  /** Tokens; null when the attribute is absent. */
  tokens(name: string): bigint | null {
    const { case: kind, value } = this.#read(name);
    if (kind === undefined) return null;
    if (kind === "intValue" && value >= 0n) return value;
    if (kind === "doubleValue" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
    const [, digits] = (kind === "stringValue" && WHOLE_NUMBER.exec(value.trim())) || [];
    if (digits === undefined) throw new UnreadableField(name, TOKENS);
    return BigInt(digits);
  }

  /** Dollars in micro-dollars, rounded once: text exactly, a number at its shortest text. Null when absent. */
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

  /** An instant in ISO 8601, cut to milliseconds; null when absent. */
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

/** Emitters that make text of every value write an empty one for a value that they have not. */
const saysNothing = (value: AnyValue["value"]): boolean =>
  value.case === "stringValue" && value.value.trim() === "";
