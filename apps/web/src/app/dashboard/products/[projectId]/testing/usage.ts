import { addDays } from "@ai-cost/domain";
import type { Breakdown, UsageRow } from "../ai-cost/outputs";

/** Figures of a part of a range. Tokens, calls and jobs follow the cost where they are not given. */
export const usageRow = (parts: Partial<UsageRow> = {}): UsageRow => {
  const { cost = 0 } = parts;
  return {
    start: "2026-11-01",
    group: null,
    cost,
    refundedCost: 0,
    inputTokens: cost * 45_000,
    outputTokens: cost * 5_000,
    tokens: {
      cachedInput: 0,
      cacheWrite: 0,
      cacheWrite1h: 0,
      audioInput: 0,
      imageInput: 0,
      reasoning: 0,
      audioOutput: 0,
      imageOutput: 0,
    },
    calls: Math.ceil(cost),
    jobs: Math.ceil(cost),
    completedJobs: Math.ceil(cost),
    failedJobs: 0,
    unpricedCalls: 0,
    previous: null,
    ...parts,
  };
};

interface DailyUsage {
  from: string;
  to: string;
  /** The cost of each day from the first; the remaining days have none. */
  costs: readonly number[];
  previousRange?: Breakdown["previousRange"];
  previousCosts?: readonly number[];
}

const sum = (costs: readonly number[]) => costs.reduce((total, cost) => total + cost, 0);

/** The output of a breakdown by day that nothing divides. */
export function dailyUsage(options: DailyUsage): Breakdown {
  const { from, to, costs, previousRange = null, previousCosts = [] } = options;
  const rows: UsageRow[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const cost = costs[rows.length] ?? 0;
    const previous = previousRange && usageRow({ cost: previousCosts[rows.length] ?? 0 });
    rows.push(usageRow({ start: day, cost, previous }));
  }
  const previous = previousRange && usageRow({ cost: sum(previousCosts) });
  const total = usageRow({ cost: sum(costs), previous });
  return {
    from,
    to,
    interval: "day",
    groupBy: "none",
    previousRange,
    rows,
    total,
    isComplete: true,
  };
}

/** The input of a breakdown that a fake procedure answers. */
export interface UsageInput {
  from: string;
  to: string;
  interval?: Breakdown["interval"];
  groupBy?: Breakdown["groupBy"];
  compare?: string;
  filter?: { agentTypes?: string[]; models?: string[] };
}

/**
 * The output of any breakdown of a product that uses two agent types and one model: on each day of
 * November 2026 up to the 23rd, implementation costs $2 and research $1, and on each day before, half.
 */
export function aBreakdown(input: UsageInput): Breakdown {
  const { from, to, interval = "total", groupBy = "none", compare = "none", filter } = input;
  const groups = groupsOf(groupBy, filter);
  const previousRange =
    compare === "none" ? null : { from: addDays(from, -30), to: addDays(to, -30) };
  const costs: UsageRow[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const share = day > "2026-11-23" ? 0 : day < "2026-11-01" ? 0.5 : 1;
    for (const [group, cost] of groups)
      if (share > 0 || group === null)
        costs.push(
          usageRow({
            start: interval === "total" ? from : day,
            group,
            cost: cost * share,
            previous: previousRange && usageRow({ cost: (cost * share) / 2 }),
          }),
        );
  }
  const rows = interval === "total" ? groups.map(([group]) => added(costs, from, group)) : costs;
  return {
    from,
    to,
    interval,
    groupBy,
    previousRange,
    rows,
    total: { ...added(costs, from, undefined), ...(filter?.models && { jobs: null }) },
    isComplete: true,
  };
}

function groupsOf(
  groupBy: Breakdown["groupBy"],
  filter: UsageInput["filter"],
): [string | null, number][] {
  const types: [string, number][] = [
    ["implementation", 2],
    ["research", 1],
  ];
  const wanted = types.filter(([type]) => filter?.agentTypes?.includes(type) ?? true);
  const cost = sum(wanted.map(([, each]) => each));
  if (groupBy === "agentType") return wanted;
  return [[groupBy === "model" ? "claude-sonnet-4-5" : null, cost]];
}

function added(
  rows: readonly UsageRow[],
  start: string,
  group: string | null | undefined,
): UsageRow {
  const own = group === undefined ? rows : rows.filter((row) => row.group === group);
  const previousCost = sum(own.map(({ previous }) => previous?.cost ?? 0));
  const previous = own.some((row) => row.previous) ? usageRow({ cost: previousCost }) : null;
  return usageRow({
    start,
    group: group ?? null,
    cost: sum(own.map(({ cost }) => cost)),
    previous,
  });
}
