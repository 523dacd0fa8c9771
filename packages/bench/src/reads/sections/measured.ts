import type { Size } from "../../sizes";
import { SELECT_1 } from "../contenders/names";
import type { QueryName } from "../queries/queries";
import type { Timings } from "../timing/time-queries";

export interface Measured {
  /** Smallest first. */
  sizes: readonly Size[];
  timings: Timings;
}

export const largestOf = ({ sizes }: Measured): Size => sizes.at(-1) ?? "100k";

/** The time of one contender divided by that of another; NaN if one of them cannot run the query. */
export function ratioOf(
  { timings }: Measured,
  query: QueryName,
  size: Size,
  [contender, base]: readonly [string, string],
): { ratio: number; isMoreThan: boolean } {
  const [timing, baseTiming] = [timings(query, size, contender), timings(query, size, base)];
  return {
    ratio: (timing?.ms ?? Number.NaN) / (baseTiming?.ms ?? Number.NaN),
    isMoreThan: timing?.isMoreThan ?? false,
  };
}

/** The time of a contender in multiples of `select 1`, at the largest size. */
export const inSelects = (measured: Measured, query: QueryName, contender: string): number =>
  ratioOf(measured, query, largestOf(measured), [contender, SELECT_1]).ratio;
