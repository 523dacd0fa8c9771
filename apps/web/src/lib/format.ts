import { divideHalfEven, MICRO_USD_PER_USD, microUsdFromOutput } from "@ai-cost/domain";

/*
 * Every number on a page is formatted here; `format-time.ts` formats instants. The locale is always US
 * English, so that the server's HTML and the browser's are equal.
 */

/** The text of an unknown value. */
export const UNKNOWN = "—";

/** The space between a number and its unit. A line does not break at it. */
const NARROW_SPACE = "\u202f";

/** The minus of a difference, which is as wide as a plus. */
const MINUS = "\u2212";

const INTEGER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat("en-US", {
  notation: "compact",
  maximumSignificantDigits: 3,
});

/** Dollars with `digits` decimals, rounded half to even: (1,005,000, 2) → `1.00`. */
function decimals(microUsd: bigint, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const units = divideHalfEven(microUsd * scale, MICRO_USD_PER_USD);
  const fraction = String(units % scale).padStart(digits, "0");
  return `${(units / scale).toLocaleString("en-US")}${digits === 0 ? "" : `.${fraction}`}`;
}

const withoutTrailingZeros = (text: string): string => text.replace(/\.?0+$/, "");

/**
 * Formats an amount with up to six decimals below $0.01, four below $1, and two from $1. The rounded
 * amount decides the number of decimals: $0.99995 rounds to $1.0000 and is therefore written as $1.00.
 */
function amountText(microUsd: bigint): string {
  if (microUsd === 0n) return "0.00";
  if (microUsd < 10_000n) return withoutTrailingZeros(decimals(microUsd, 6));
  const four = decimals(microUsd, 4);
  return four.startsWith("0.") ? four : decimals(microUsd, 2);
}

/** An amount as text: `$412.38`, `$0.0421`, `$0.000004`. Null means an unknown amount, which is written as `—`. */
export function formatDollars(dollars: number | null): string {
  if (dollars === null) return UNKNOWN;
  const microUsd = microUsdFromOutput(dollars);
  return microUsd < 0n ? `-$${amountText(-microUsd)}` : `$${amountText(microUsd)}`;
}

/** An amount exact to the micro-dollar, with at least two decimals: `$412.384213`. */
export function formatExactDollars(dollars: number | null): string {
  if (dollars === null) return UNKNOWN;
  const microUsd = microUsdFromOutput(dollars);
  const text = decimals(microUsd < 0n ? -microUsd : microUsd, 6).replace(/0{1,4}$/, "");
  return microUsd < 0n ? `-$${text}` : `$${text}`;
}

const WHOLE_DOLLARS_FROM = 10;

/** An amount that is not exact, such as a forecast: whole dollars from $10, and as `formatDollars` below. */
export const formatRoundDollars = (dollars: number): string =>
  dollars >= WHOLE_DOLLARS_FROM ? `$${INTEGER.format(dollars)}` : formatDollars(dollars);

/** A range of amounts that are not exact: `$590–640`, `$0.52–1.25`, or one amount when both are the same. */
export function formatDollarRange(low: number, high: number): string {
  const isWhole = low >= WHOLE_DOLLARS_FROM;
  const [from, to] = [low, high].map(isWhole ? formatRoundDollars : formatDollars);
  return from === to ? `${from}` : `${from}–${to?.slice(1)}`;
}

/** The label of an axis tick, when the axis has steps of `stepDollars`: `$0`, `$0.05`, `$40`, `$1.5M`. */
export function formatTick(dollars: number, stepDollars: number): string {
  if (dollars === 0) return "$0";
  if (stepDollars >= 1000) return `$${COMPACT.format(dollars)}`;
  const digits = Math.max(0, Math.ceil(-Math.log10(stepDollars) - 1e-9));
  return `$${decimals(microUsdFromOutput(dollars), digits === 1 ? 2 : Math.min(digits, 6))}`;
}

/**
 * An amount with `fraction` decimals, rounded half to even. An amount that would be rounded to zero is written
 * as less than the smallest one: (0.0042, 2) → `<$0.01`.
 */
export function formatColumnDollars(dollars: number | null, fraction: number): string {
  if (dollars === null) return UNKNOWN;
  const microUsd = microUsdFromOutput(dollars);
  const text = decimals(microUsd < 0n ? -microUsd : microUsd, fraction);
  const isRoundedToZero = microUsd !== 0n && !/[1-9]/.test(text);
  const sign = microUsd < 0n ? "-" : "";
  return isRoundedToZero ? `${sign}<$${text.replace(/0$/, "1")}` : `${sign}$${text}`;
}

/** A difference with its sign: `+$69.13`, `−$5.38`, `$0.00`. It has `fraction` decimals, as its column. */
export function formatDifference(dollars: number, fraction: number): string {
  if (dollars === 0) return formatColumnDollars(0, fraction);
  return `${dollars < 0 ? MINUS : "+"}${formatColumnDollars(Math.abs(dollars), fraction)}`;
}

/**
 * The change from `previous` to `current` in whole percent with its sign: (112, 100) → `+12 %`. It is `new` when
 * there was nothing before.
 */
export function formatSignedChange(current: number, previous: number): string {
  if (previous === 0) return current === 0 ? "" : "new";
  const sign = current === previous ? "" : current < previous ? MINUS : "+";
  return `${sign}${formatChange(current, previous)}`;
}

/** Writes an integer with separators: `1,204`. */
export const formatInteger = (count: number): string => INTEGER.format(count);

/** A number with three significant digits: `950`, `12.3K`, `1.23M`. */
export const formatCompact = (count: number): string => COMPACT.format(count);

/** Writes a count with its noun: `1 job`, `1,204 jobs`. */
export const formatCount = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatInteger(count)} ${count === 1 ? noun : plural}`;

/**
 * A percentage with one decimal, which is cut and not rounded: 99.96 → `99.9 %`, so that `100.0 %` is
 * never shown before the limit is reached.
 */
export function formatBudgetPercent(pct: number): string {
  // The number's decimal text is cut, because a multiplication is not exact: 64.1 * 10 is 640.9999999999999.
  const [whole = "0", fraction = ""] = pct < 1e-6 ? ["0"] : String(pct).split(".");
  return `${INTEGER.format(BigInt(whole))}.${fraction.charAt(0) || "0"}${NARROW_SPACE}%`;
}

/** A percentage rounded to one decimal: `48.1 %`. A share above zero is never shown as zero: `<0.1 %`. */
export function formatShare(pct: number): string {
  if (pct > 0 && pct < 0.05) return `<0.1${NARROW_SPACE}%`;
  return `${pct.toFixed(1)}${NARROW_SPACE}%`;
}

/** A multiple with one decimal below ten: `0.4×`, `2.7×`, `11×`. A small one above zero is never shown as zero. */
export function formatRatio(ratio: number): string {
  if (ratio > 0 && ratio < 0.05) return "<0.1×";
  return `${ratio < 9.95 ? ratio.toFixed(1) : INTEGER.format(ratio)}×`;
}

/** A success rate with one decimal. Only exactly 100 is written as `100 %`, only 0 as `0 %`. Null is `—`. */
export function formatRate(pct: number | null): string {
  if (pct === null) return UNKNOWN;
  if (pct === 0 || pct === 100) return `${pct}${NARROW_SPACE}%`;
  return `${Math.min(99.9, Math.max(0.1, pct)).toFixed(1)}${NARROW_SPACE}%`;
}

/** The size of the change from `previous` to `current` in whole percent, without its sign: (112, 100) → `12 %`. */
export const formatChange = (current: number, previous: number): string =>
  `${INTEGER.format(Math.abs(Math.round(((current - previous) / previous) * 100)))}${NARROW_SPACE}%`;

/**
 * The last eight characters of an id. The first characters would not tell apart ids that are created
 * at the same time.
 */
export const formatShortId = (id: string): string => id.slice(-8);
