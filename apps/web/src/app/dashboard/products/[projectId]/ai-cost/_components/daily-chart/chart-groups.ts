import { agentTypeOf, OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { swatchColour, swatchOf, type ThingKind } from "@/app/dashboard/_labels/swatches";
import { type Fill, PATTERNS } from "@/components/bar-chart/bar";
import type { UsageRow } from "../../outputs";
import { sumOfDollars } from "./chart-parts";

/** One of the largest agent types or models of the chart, or all others together. */
export interface ChartGroup {
  /** The agent type or model; `*` for all others. */
  key: string;
  label: string;
  fill: Fill;
  /** The cost in the whole range, in dollars. */
  cost: number;
}

const MAX_GROUPS = 6;
const OTHERS = OTHER_AGENT_TYPES;
const OTHERS_FILL: Fill = { colour: "var(--color-field)", pattern: "solid" };
const NOUNS: Readonly<Record<ThingKind, string>> = { agentType: "type", model: "model" };

const labelOf = (kind: ThingKind, key: string): string =>
  kind === "agentType" ? agentTypeOf(key).label : key === "unknown" ? "No model reported" : key;

/** The six groups with the highest cost in the whole range, highest first, and last all others as one. */
export function chartGroups(rows: readonly UsageRow[], kind: ThingKind): ChartGroup[] {
  const costs = new Map<string, number[]>();
  for (const { group, cost } of rows) {
    const key = group ?? OTHERS;
    costs.set(key, [...(costs.get(key) ?? []), cost]);
  }
  const all = [...costs].map(([key, list]) => ({ key, cost: sumOfDollars(list) }));
  const named = all
    .filter(({ key, cost }) => key !== OTHERS && cost > 0)
    .sort((a, b) => b.cost - a.cost || (a.key < b.key ? -1 : 1));
  const largest = withFills(named.slice(0, MAX_GROUPS), kind);
  const others = [...named.slice(MAX_GROUPS), ...all.filter(({ key }) => key === OTHERS)];
  if (others.length === 0) return largest;
  const isCounted = !costs.has(OTHERS);
  const noun = others.length === 1 ? NOUNS[kind] : `${NOUNS[kind]}s`;
  const label = isCounted ? `${others.length} other ${noun}` : `Other ${NOUNS[kind]}s`;
  const cost = sumOfDollars(others.map((other) => other.cost));
  return [...largest, { key: OTHERS, label, fill: OTHERS_FILL, cost }];
}

/** Gives each group its colour, and to groups of one colour different patterns. */
function withFills(
  groups: readonly { key: string; cost: number }[],
  kind: ThingKind,
): ChartGroup[] {
  const used = new Set<string>();
  return groups.map(({ key, cost }) => {
    const swatch = swatchOf(kind, key);
    const colour = swatchColour(swatch);
    const wanted = swatch.outlined ? PATTERNS.slice(1) : PATTERNS;
    const pattern = wanted.find((name) => !used.has(`${colour} ${name}`)) ?? "outline";
    used.add(`${colour} ${pattern}`);
    return { key, label: labelOf(kind, key), fill: { colour, pattern }, cost };
  });
}

/** The cost of each group in each part of the range, by the part's first day and the group's key. */
export type GroupCosts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Adds up the costs of the groups by part. A group that is not among `groups` counts under the others. */
export function costsByPart(rows: readonly UsageRow[], groups: readonly ChartGroup[]): GroupCosts {
  const keys = new Set(groups.map(({ key }) => key));
  const parts = new Map<string, Map<string, number>>();
  for (const { start, group, cost } of rows) {
    const key = group !== null && keys.has(group) ? group : OTHERS;
    const part = parts.get(start) ?? new Map<string, number>();
    part.set(key, sumOfDollars([part.get(key) ?? 0, cost]));
    parts.set(start, part);
  }
  return parts;
}
