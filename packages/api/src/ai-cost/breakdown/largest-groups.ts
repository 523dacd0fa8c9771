import { ALL_NAMES } from "@ai-cost/db";
import { type Amounts, NO_AMOUNTS, sumOf } from "./amounts";
import { MAX_GROUPS, type UsageRow } from "./queries";

/** The amounts of one part of the range and one group, of the range and of the days that it is compared with. */
export interface PeriodsRow {
  start: string;
  group: string | null;
  amounts: Amounts;
  previous: Amounts;
}

/**
 * Joins the rows of the range with those of the other days, and adds up the groups beyond the 100 with the
 * highest cost in the range as `*`. The rows are ordered by the part's start, then by the group's cost in
 * the whole range, descending; `*` is last.
 */
export function rowsOfLargestGroups(usage: readonly UsageRow[]): PeriodsRow[] {
  const places = placesOf(usage);
  const groupOf = ({ group }: UsageRow) =>
    group === null || (places.get(group) ?? MAX_GROUPS) < MAX_GROUPS ? group : ALL_NAMES;
  const placeOf = ({ group }: PeriodsRow) => places.get(group ?? "") ?? MAX_GROUPS;
  const rows = new Map<string, PeriodsRow>();
  for (const row of usage) {
    const group = groupOf(row);
    const id = `${row.start} ${group ?? ""}`;
    rows.set(id, added(rows.get(id) ?? { start: row.start, group, ...NOTHING }, row));
  }
  return [...rows.values()].sort((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : placeOf(a) - placeOf(b),
  );
}

const NOTHING = { amounts: NO_AMOUNTS, previous: NO_AMOUNTS };

function added(row: PeriodsRow, { isPrevious, amounts }: UsageRow): PeriodsRow {
  const period = isPrevious ? "previous" : "amounts";
  const before = row[period];
  return { ...row, [period]: before === NO_AMOUNTS ? amounts : sumOf([before, amounts]) };
}

/** The place of each group by cost: in the range, then on the other days, then by name. `*` has none. */
function placesOf(usage: readonly UsageRow[]): Map<string, number> {
  const costs = new Map<string, { cost: bigint; previousCost: bigint }>();
  for (const { group, isPrevious, amounts } of usage) {
    if (group === null || group === ALL_NAMES) continue;
    const costsOf = costs.get(group) ?? { cost: 0n, previousCost: 0n };
    costsOf[isPrevious ? "previousCost" : "cost"] += amounts.costMicroUsd;
    costs.set(group, costsOf);
  }
  const descending = (a: bigint, b: bigint) => (a > b ? -1 : a < b ? 1 : 0);
  const ordered = [...costs].sort(
    ([a, costsOfA], [b, costsOfB]) =>
      descending(costsOfA.cost, costsOfB.cost) ||
      descending(costsOfA.previousCost, costsOfB.previousCost) ||
      (a < b ? -1 : 1),
  );
  return new Map(ordered.map(([group], place) => [group, place]));
}
