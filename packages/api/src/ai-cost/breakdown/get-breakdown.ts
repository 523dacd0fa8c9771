import { otherRange, rangeProblem, startsOfParts } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { invalidField } from "../../errors";
import { type Amounts, isNothing, NO_AMOUNTS, sumOf } from "./amounts";
import { amountsOfKind, KIND_GROUPS, toFigures, toKindFigures } from "./figures";
import { type PeriodsRow, rowsOfLargestGroups } from "./largest-groups";
import { selectUsage } from "./queries";
import type { Breakdown, BreakdownInput } from "./schema";

/** What a project's agents used and cost in a range of days, divided as the input says. */
export async function getBreakdown(
  { db, now }: ReadContext,
  project: { id: string; hasAllRollups: boolean },
  input: BreakdownInput,
): Promise<Breakdown> {
  const { from, to, interval, groupBy, filter, compare } = input;
  const problem = rangeProblem({ from, to }, now);
  if (problem) throw invalidField(problem.field, problem.problem);
  const other = otherRange({ from, to }, compare);
  const usage = rowsOfLargestGroups(
    await selectUsage(db, { projectId: project.id, query: input, other }),
  );
  const countsJobs = groupBy !== "model" && filter.models === undefined;
  const ofTotal = (amounts: Amounts) => toFigures(amounts, countsJobs);
  const ofRow = groupBy === "tokenKind" ? toKindFigures : ofTotal;
  return {
    from,
    to,
    interval,
    groupBy,
    previousRange: other && { from: other.from, to: other.to },
    rows: rowsOf(usage, input).map(({ start, group, amounts, previous }) => ({
      start,
      group,
      ...ofRow(amounts),
      previous: other && ofRow(previous),
    })),
    total: {
      ...ofTotal(sumOf(usage.map(({ amounts }) => amounts))),
      previous: other && ofTotal(sumOf(usage.map(({ previous }) => previous))),
    },
    isComplete: project.hasAllRollups,
  };
}

function rowsOf(
  usage: PeriodsRow[],
  { from, to, interval, groupBy }: BreakdownInput,
): PeriodsRow[] {
  if (groupBy === "tokenKind") return usage.flatMap(rowsByKind);
  if (groupBy !== "none") return usage;
  const byStart = new Map(usage.map((row) => [row.start, row]));
  const nothing = { group: null, amounts: NO_AMOUNTS, previous: NO_AMOUNTS };
  return startsOfParts({ from, to }, interval).map(
    (start) => byStart.get(start) ?? { start, ...nothing },
  );
}

/** Divides a row by kind. A kind without tokens and without cost has no row. */
const rowsByKind = ({ start, amounts, previous }: PeriodsRow): PeriodsRow[] =>
  KIND_GROUPS.map((group) => ({
    start,
    group,
    amounts: amountsOfKind(amounts, group),
    previous: amountsOfKind(previous, group),
  })).filter((row) => !isNothing(row.amounts) || !isNothing(row.previous));
