import { addDays } from "../../periods";

const MICRO_USD_PER_USD = 1_000_000;

/** Spend in dollars of consecutive days that end yesterday. */
export const spendBefore = (today: string, dollars: readonly number[]): Map<string, bigint> =>
  new Map(
    dollars.map((amount, index) => [addDays(today, index - dollars.length), microUsd(amount)]),
  );

export const microUsd = (dollars: number): bigint =>
  BigInt(Math.round(dollars * MICRO_USD_PER_USD));

export const times = (count: number, dollars: number): number[] =>
  Array<number>(count).fill(dollars);
