import { otherRange, rangeProblem, startsOfParts } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { invalidField } from "../../errors";
import { amountsOfKind, KIND_GROUPS, NO_AMOUNTS, sumOf, toFigures, toKindFigures } from "./figures";
import { AMOUNT_NAMES, type Amounts, selectUsage, type UsageRow } from "./queries";
import type { Breakdown, BreakdownInput } from "./schema";

/** The amounts of one part of the range and one group, of the range and of the other days. */
interface Row {
  start: string;
  group: string | null;
  amounts: Amounts;
  previous: Amounts;
}

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
  const usage = mergePeriods(await selectUsage(db, project.id, input, other));
  const rows = rowsOf(usage, input);
  const countsJobs = groupBy !== "model" && filter.models === undefined;
  const write = (
    row: Omit<Row, "start" | "group">,
    toOutput: (amounts: Amounts) => ReturnType<typeof toFigures>,
  ) => ({
    ...toOutput(row.amounts),
    previous: other && toOutput(row.previous),
  });
  const ofRow =
    groupBy === "tokenKind" ? toKindFigures : (amounts: Amounts) => toFigures(amounts, countsJobs);
  const total = {
    amounts: sumOf(usage.map(({ amounts }) => amounts)),
    previous: sumOf(usage.map(({ previous }) => previous)),
  };
  return {
    from,
    to,
    interval,
    groupBy,
    previousRange: other && { from: other.from, to: other.to },
    rows: rows.map((row) => ({ start: row.start, group: row.group, ...write(row, ofRow) })),
    total: write(total, (amounts) => toFigures(amounts, countsJobs)),
    isComplete: project.hasAllRollups,
  };
}

/** Joins the rows of the range with those of the other days that have the same part and group. */
function mergePeriods(usage: readonly UsageRow[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { start, group, isPrevious, amounts } of usage) {
    const id = `${start} ${group ?? ""}`;
    const row = rows.get(id) ?? { start, group, amounts: NO_AMOUNTS, previous: NO_AMOUNTS };
    rows.set(id, { ...row, [isPrevious ? "previous" : "amounts"]: amounts });
  }
  return [...rows.values()];
}

function rowsOf(usage: Row[], { from, to, interval, groupBy }: BreakdownInput): Row[] {
  if (groupBy === "none") {
    const byStart = new Map(usage.map((row) => [row.start, row]));
    return startsOfParts({ from, to }, interval).map(
      (start) =>
        byStart.get(start) ?? { start, group: null, amounts: NO_AMOUNTS, previous: NO_AMOUNTS },
    );
  }
  return groupBy === "tokenKind" ? usage.flatMap(rowsByKind) : usage;
}

/** Divides a row by kind. A kind without tokens and without cost has no row. */
const rowsByKind = ({ start, amounts, previous }: Row): Row[] =>
  KIND_GROUPS.map((group) => ({
    start,
    group,
    amounts: amountsOfKind(amounts, group),
    previous: amountsOfKind(previous, group),
  })).filter((row) => !isNothing(row.amounts) || !isNothing(row.previous));

const isNothing = (amounts: Amounts): boolean => AMOUNT_NAMES.every((name) => amounts[name] === 0n);
