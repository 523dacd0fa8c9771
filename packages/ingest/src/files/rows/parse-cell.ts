import { type Decimal, microUsdFromDecimal } from "@ai-cost/domain";
import { IMPORT_FLAGS } from "../import-flags";
import {
  AmbiguousNumber,
  type NumberFormat,
  parseAmountNumber,
  parseCountNumber,
} from "./parse-number";
import { type DateOrder, parseTime } from "./parse-time";

/** The error for a field of a row that cannot be read. The message names the field and the rule. */
export class FieldProblem extends Error {}

const MAX_SHOWN_CHARACTERS = 40;

/** Returns a cell as error messages show it: in quotes, shortened, and with escaped control characters. */
const quoted = (text: string): string =>
  JSON.stringify(
    text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text,
  );

/** Parses the time of a row. Throws a `FieldProblem` when it is empty, ambiguous or not a time. */
export function instantOf(text: string | null, order: DateOrder | null): Date {
  if (text === null) throw new FieldProblem("the time is empty");
  const at = parseTime(text, order);
  if (at instanceof Date) return at;
  const { dateOrder } = IMPORT_FLAGS;
  throw new FieldProblem(
    at === "ambiguous"
      ? `the time is ${quoted(text)}, in which the day and the month cannot be told apart; add ${dateOrder} mdy if the month is first, or ${dateOrder} dmy if the day is first`
      : `the time is ${quoted(text)}; a time such as 2026-11-24 10:00:00 is needed${order ? `, or a date in the order ${order}` : ""}`,
  );
}

/** Parses a token count. Throws a `FieldProblem` when it is not a whole number of at least 0. */
export function tokensOf(name: string, text: string, numbers: NumberFormat): bigint {
  if (/^\d{1,30}$/.test(text)) return BigInt(text);
  const number = unambiguous(`the ${name} are`, text, parseCountNumber(text, numbers));
  if (!number)
    throw new FieldProblem(`the ${name} are ${quoted(text)}; a whole number, 0 or more, is needed`);
  const one = 10n ** BigInt(number.scale);
  if (number.units % one !== 0n)
    throw new FieldProblem(`the ${name} are ${quoted(text)}, which is not a whole number`);
  return number.units / one;
}

const DOLLAR_SIGN = /^(?:US ?\$|USD|\$)\s*|\s*(?:US ?\$|USD|\$)$/gi;

/**
 * Parses an amount of dollars into micro-dollars. Throws a `FieldProblem` when the text is not an amount.
 */
export function costOf(text: string | null, numbers: NumberFormat): bigint | null {
  if (text === null) return null;
  const amount = text.replace(DOLLAR_SIGN, "");
  const dollars = unambiguous("the cost is", text, parseAmountNumber(amount, numbers));
  if (dollars) return microUsdFromDecimal(dollars);
  throw new FieldProblem(
    /[^\P{Sc}$]|[A-Z]{3}/u.test(amount)
      ? `the cost is ${quoted(text)}; convert it to US dollars`
      : `the cost is ${quoted(text)}; dollars such as 0.0145 are needed`,
  );
}

function unambiguous(
  start: string,
  text: string,
  number: Decimal | AmbiguousNumber | null,
): Decimal | null {
  if (!(number instanceof AmbiguousNumber)) return number;
  const { decimal } = IMPORT_FLAGS;
  throw new FieldProblem(
    `${start} ${quoted(text)}, which can be ${number.values[0]} or ${number.values[1]}; add ${decimal} dot or ${decimal} comma`,
  );
}
