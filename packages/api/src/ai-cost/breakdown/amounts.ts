import { dailyUsage } from "@ai-cost/db";
import { getTableColumns } from "drizzle-orm";

const {
  projectId: _,
  grain: __,
  day: ___,
  agentType: ____,
  model: _____,
  ...AMOUNTS
} = getTableColumns(dailyUsage);

export type AmountName = keyof typeof AMOUNTS;

/** The amounts of one row of the rollup of usage, or of several. Money is in micro-dollars. */
export type Amounts = Record<AmountName, bigint>;

export const AMOUNT_NAMES = Object.keys(AMOUNTS) as AmountName[];

export const NO_AMOUNTS = Object.fromEntries(AMOUNT_NAMES.map((name) => [name, 0n])) as Amounts;

export function sumOf(rows: readonly Amounts[]): Amounts {
  const sum = { ...NO_AMOUNTS };
  for (const row of rows) for (const name of AMOUNT_NAMES) sum[name] += row[name];
  return sum;
}

export const isNothing = (amounts: Amounts): boolean =>
  AMOUNT_NAMES.every((name) => amounts[name] === 0n);
