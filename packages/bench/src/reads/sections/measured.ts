import type { Size } from "../../sizes";
import { SELECT_1 } from "../contenders/names";
import type { QueryName } from "../queries/queries";
import type { Timings } from "../timing/time-queries";

export interface Measured {
  /** The sizes of the measured databases, the smallest first. */
  sizes: readonly Size[];
  timings: Timings;
}

export const largestOf = ({ sizes }: Measured): Size => sizes.at(-1) ?? "100k";

/**
 * Returns the time of the first contender divided by the time of the second; NaN if one of them
 * cannot run the query.
 */
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

/** Returns the time of a contender at the largest size, divided by the time of `select 1`. */
export const inSelects = (measured: Measured, query: QueryName, contender: string): number =>
  ratioOf(measured, query, largestOf(measured), [contender, SELECT_1]).ratio;
