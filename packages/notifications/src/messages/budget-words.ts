import type { BudgetAlert } from "../alerts/alert";
import type { AlertWords } from "./alert-words";
import { formatDay } from "./format-instant";
import { oneLine } from "./one-line";

const TYPES: Record<BudgetAlert["kind"], string> = {
  threshold: "budget.threshold_reached",
  forecast: "budget.forecast_exceeds_limit",
};

/** What an alert of a budget says. */
export const budgetWords = (alert: BudgetAlert): AlertWords => ({
  type: TYPES[alert.kind],
  title: titleOf(alert),
  sentences: [...sentencesOf(alert), "A limit that is reached stops nothing."],
  link: {
    label: "Open the budgets of the product",
    path: `/dashboard/products/${alert.projectId}/budgets`,
  },
  data: dataOf(alert),
});

function dataOf(alert: BudgetAlert) {
  const { budget, forecast } = alert;
  return {
    budget: { id: budget.id, scope: budget.kind, value: budget.value },
    month: alert.month,
    threshold: alert.kind === "threshold" ? alert.threshold : null,
    limitMicroUsd: String(alert.limitMicroUsd),
    spentMicroUsd: String(alert.spentMicroUsd),
    unpricedCharges: alert.unpricedCharges,
    forecast: forecast && {
      amountMicroUsd: String(forecast.amountMicroUsd),
      lowMicroUsd: String(forecast.lowMicroUsd),
      highMicroUsd: String(forecast.highMicroUsd),
    },
    lastThresholdDay: alert.lastThresholdDay,
    contributors: alert.contributors.map(({ name, costMicroUsd }) => ({
      name,
      costMicroUsd: String(costMicroUsd),
    })),
  };
}

function titleOf(alert: BudgetAlert): string {
  const what = `${budgetOf(alert)} of “${oneLine(alert.productName)}”`;
  return alert.kind === "threshold"
    ? `${what} has reached ${alert.threshold} % of its limit`
    : `${what} is expected to exceed its limit`;
}

const budgetOf = ({ budget: { name } }: BudgetAlert): string =>
  name === null ? "The budget" : `The budget for ${oneLine(name)}`;

export type Figures = Pick<
  BudgetAlert,
  | "limitMicroUsd"
  | "spentMicroUsd"
  | "unpricedCharges"
  | "forecast"
  | "lastThresholdDay"
  | "contributors"
>;

/** What an alert says about spend and limit, one sentence each. */
export function sentencesOf(alert: Figures): string[] {
  const { forecast, lastThresholdDay, contributors } = alert;
  const largest = contributors.map(
    ({ name, costMicroUsd }) => `${oneLine(name)} (${dollars(costMicroUsd)})`,
  );
  return [
    ...spentSentences(alert),
    forecast
      ? `Forecast for the month: ${dollars(forecast.lowMicroUsd)} to ${dollars(forecast.highMicroUsd)}.`
      : "There is no forecast yet, because there is too little history.",
    ...(largest.length > 0 ? [`${sinceText(lastThresholdDay)} by ${largest.join(", ")}.`] : []),
  ];
}

/** With charges whose price is unknown, the spend is a lower bound. */
function spentSentences(alert: Figures): string[] {
  const { spentMicroUsd, limitMicroUsd, unpricedCharges } = alert;
  const spent = `${dollars(spentMicroUsd)} of ${dollars(limitMicroUsd)} is spent this month (UTC): ${percent(alert)} %.`;
  if (unpricedCharges === 0) return [spent];
  const charges =
    unpricedCharges === 1
      ? "1 charge without a price is"
      : `${unpricedCharges.toLocaleString("en-US")} charges without a price are`;
  return [`At least ${spent}`, `${charges} not included.`];
}

const sinceText = (day: string | null): string =>
  day === null
    ? "Most was spent this month"
    : `Since ${formatDay(day)}, the day of the last threshold, most was spent`;

/** Cut to one decimal, so that 99.96 % is never shown as 100 %. */
function percent({ spentMicroUsd, limitMicroUsd }: Figures): string {
  const perMille = (spentMicroUsd * 1_000n) / limitMicroUsd;
  return `${perMille / 10n}.${perMille % 10n}`;
}

const MICRO_USD_PER_USD = 1_000_000n;

/**
 * Micro-dollars as dollars with as many decimals as on the pages: two, four below $1, six below $0.01. Halves
 * round to even: 1,234,565,000 → `$1,234.56`, 44,250 → `$0.0442`, 8,850 → `$0.008850`.
 */
export function dollars(microUsd: bigint): string {
  if (microUsd !== 0n && microUsd < MICRO_USD_PER_USD / 100n) return dollarsWith(6, microUsd);
  const roundedTo4 = roundedTo(4, microUsd);
  return dollarsWith(microUsd !== 0n && roundedTo4 < MICRO_USD_PER_USD ? 4 : 2, microUsd);
}

function dollarsWith(decimals: number, microUsd: bigint): string {
  const rounded = roundedTo(decimals, microUsd);
  const fraction = String(rounded % MICRO_USD_PER_USD).padStart(6, "0");
  return `$${(rounded / MICRO_USD_PER_USD).toLocaleString("en-US")}.${fraction.slice(0, decimals)}`;
}

function roundedTo(decimals: number, microUsd: bigint): bigint {
  const unit = 10n ** BigInt(6 - decimals);
  const [units, rest] = [microUsd / unit, microUsd % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && units % 2n === 1n);
  return (isUp ? units + 1n : units) * unit;
}
