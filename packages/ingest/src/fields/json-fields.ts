import { MAX_CHARGE_MICRO_USD, MAX_CHARGE_TOKENS, MICRO_USD_PER_USD } from "@ai-cost/domain";
import { z } from "zod";

// Each message continues a sentence that starts with the path of the field: `inputTokens must be …`.

/**
 * One line of text that Postgres can store: without NUL, other control characters and unpaired surrogates.
 */
const ONE_LINE = /^[^\p{Cc}\p{Cs}]+$/u;
const MAX_TOKENS = Number(MAX_CHARGE_TOKENS);
/** The most that one charge can cost, in dollars. */
export const MAX_DOLLARS = Number(MAX_CHARGE_MICRO_USD / MICRO_USD_PER_USD);

/** A line of text with at most `maxLength` UTF-16 code units. */
export function text(maxLength: number) {
  const rule = `must be text of 1 to ${maxLength} characters`;
  return z
    .string(rule)
    .min(1, rule)
    .max(maxLength, rule)
    .regex(ONE_LINE, "must be text without control characters and halves of surrogate pairs");
}

export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(", ")}`);

const INSTANT = "must be a time in ISO 8601 with its zone, such as 2026-05-20T12:00:00Z";
export const instant = () => z.iso.datetime({ offset: true, error: INSTANT });

const TOKENS = `must be a whole number from 0 to ${MAX_TOKENS}, without quotes`;
export const tokenCount = () => z.int(TOKENS).min(0, TOKENS).max(MAX_TOKENS, TOKENS);

const UNIT = "must have names of small letters, digits and _, at most 50 characters";
/** The name of a unit that a provider charges for, such as `web_search`. */
export const unitName = () => z.string(UNIT).regex(/^[a-z][a-z0-9_]{0,49}$/, UNIT);

const COST = `must be US dollars, from 0 to ${MAX_DOLLARS}, as a number or as text such as 0.0145`;
/**
 * A decimal number of dollars up to a million. A negative exponent is accepted, because some languages
 * write small numbers with it. A positive exponent is refused, because it would permit larger amounts.
 */
const DOLLARS = /^(\d{1,6}(\.\d{1,30})?|1000000(\.0{1,30})?)([eE]-\d{1,2})?$/;

export const dollars = () =>
  z.union(
    [z.number(COST).min(0, COST).max(MAX_DOLLARS, COST), z.string(COST).regex(DOLLARS, COST)],
    COST,
  );
