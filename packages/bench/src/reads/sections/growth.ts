import type { Section } from "../../report/section";
import type { Size } from "../../sizes";
import { PEER_NAMES, PROCEDURE, STATEMENTS } from "../contenders/names";
import { QUERIES, QUERY_NAMES, type QueryName } from "../queries/queries";
import type { Measured } from "./measured";

const MAX_GROWTH = 1.2;

/**
 * The report's section that compares the times of two sizes. The size `to` has ten times as many
 * charges as `from`.
 */
export function growthSection(measured: Measured, from: Size, to: Size): Section {
  const growth = (query: QueryName, contender: string) =>
    growthOf(measured, query, contender, [from, to]);
  return {
    title: "Growth",
    notes: [
      `The time at ${to} charges divided by the time at ${from}, both measured in turn. 1 means no growth.`,
    ],
    columns: ["query", STATEMENTS, PROCEDURE, ...PEER_NAMES],
    rows: QUERY_NAMES.map((query) => [
      QUERIES[query].title,
      ...[STATEMENTS, PROCEDURE, ...PEER_NAMES].map((name) => growth(query, name)),
    ]),
    targets: QUERY_NAMES.filter((query) => QUERIES[query].maxSelects !== null).map((query) => ({
      what: `${QUERIES[query].title}: growth of its statements from ${from} to ${to}`,
      measured: growth(query, STATEMENTS),
      bound: { atMost: MAX_GROWTH },
    })),
    summary: [
      `From ${from} to ${to} charges, the time of the summary's statements grew by a factor of ${growth("summary", STATEMENTS).toFixed(2)}.`,
    ],
  };
}

function growthOf(
  { timings }: Measured,
  query: QueryName,
  contender: string,
  [from, to]: readonly [Size, Size],
): number {
  const [small, large] = [timings(query, from, contender), timings(query, to, contender)];
  if (!small || !large || large.isMoreThan) return Number.NaN;
  return large.ms / small.ms;
}
