import type { Size } from "../../sizes";
import { SELECT_1 } from "../contenders/names";
import type { QuestionName } from "../question";
import type { Timings } from "../timings";

/** What the timing of all reads found. */
export interface Measured {
  /** Smallest first. */
  sizes: readonly Size[];
  timings: Timings;
}

export const largestOf = ({ sizes }: Measured): Size => sizes.at(-1) ?? "100k";

/** How many times longer one contender took than another; NaN where one was not asked. */
export function ratioOf(
  { timings }: Measured,
  question: QuestionName,
  size: Size,
  [contender, base]: readonly [string, string],
): { ratio: number; isMoreThan: boolean } {
  const [one, other] = [timings(question, size, contender), timings(question, size, base)];
  return {
    ratio: (one?.ms ?? Number.NaN) / (other?.ms ?? Number.NaN),
    isMoreThan: one?.isMoreThan ?? false,
  };
}

export const inSelects = (measured: Measured, question: QuestionName, contender: string): number =>
  ratioOf(measured, question, largestOf(measured), [contender, SELECT_1]).ratio;
