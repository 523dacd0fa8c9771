import { agentTypeOf, dayOf } from "@ai-cost/domain";
import {
  formatBudgetPercent,
  formatCount,
  formatDollarRange,
  formatDollars,
  formatRoundDollars,
} from "@/lib/format";
import { formatDay, formatMonthName, formatWeekday } from "@/lib/format-time";
import { channelName } from "./channel-name";
import type {
  AlertChannel,
  BackTestMonth,
  Budget,
  BudgetFigures,
  BudgetForecast,
  Scope,
} from "./outputs";

/** The name of what a budget limits. */
export function scopeText({ kind, value }: Scope): string {
  if (kind === "project" || value === null) return "the whole product";
  return kind === "agentType" ? agentTypeOf(value).label : value;
}

const percent = (threshold: number): string => `${threshold}\u202f%`;

export const thresholdsText = (thresholds: readonly number[]): string =>
  thresholds.length === 0 ? "No alerts" : thresholds.map(percent).join(", ");

/** Which alert of the present limit was sent last in this month: `80 % sent on 26 Nov`. */
export function lastAlertText({ lastAlert }: Pick<Budget, "lastAlert">): string {
  if (!lastAlert) return "None sent yet for this limit";
  const { threshold, at } = lastAlert;
  const what = threshold === null ? "Forecast" : percent(threshold);
  return `${what} sent on ${formatDay(dayOf(new Date(at)))}`;
}

/** Who gets the alerts of a budget, by the names of the channels that are known. */
export function receiversText(
  { channelIds }: Pick<Budget, "channelIds">,
  channels: readonly AlertChannel[],
): string {
  if (channelIds === null) return "to all channels";
  const names = channels.filter(({ channelId }) => channelIds.includes(channelId)).map(channelName);
  return names.length === 0 ? "to chosen channels" : `to ${names.join(", ")}`;
}

/** What is spent; null stands for a sum of projects that a number cannot hold. */
export const spentText = (spent: number | null): string =>
  spent === null ? "Too large to add up" : formatDollars(spent);

/** What the month is expected to cost, or from when that can be said; null for a product without spend. */
export function forecastText({
  forecast,
  forecastFrom,
  spent,
}: Pick<BudgetFigures, "forecast" | "forecastFrom" | "spent">): string | null {
  if (forecast)
    return `${formatRoundDollars(forecast.amount)} (${formatDollarRange(forecast.low, forecast.high)} in four of five cases)`;
  return spent !== 0 && forecastFrom !== null
    ? `From ${formatDay(forecastFrom)} at the earliest`
    : null;
}

/** When the limit is reached; the day may be over. */
export function runOutText(
  { forecast, pct }: Pick<Budget, "forecast" | "pct">,
  asOf: string,
): string {
  const day = forecast?.runOutDate ?? null;
  if (day !== null) {
    if (pct >= 100) return `Reached on ${formatWeekday(day)}`;
    return day <= dayOf(new Date(asOf)) ? "Today" : formatWeekday(day);
  }
  if (pct >= 100) return "Reached";
  return forecast ? "Not this month" : "Not known yet";
}

const TRIGGERS = new Map([
  ["schedule", "scheduled runs"],
  ["manual", "manual runs"],
  ["webhook", "webhook runs"],
  ["retry", "retries"],
  ["agent", "runs that agents started"],
]);

/** For how many usual runs the rest of the limit is enough; null when that cannot be said. */
export function runsText({ room }: Pick<BudgetForecast, "room">): string | null {
  if (!room?.typicalRuns) return null;
  const { count, trigger, sampledRuns } = room.typicalRuns;
  const runs = TRIGGERS.get(trigger) ?? `runs of the trigger ${trigger}`;
  return `about ${formatCount(count, "run")} like the last ${sampledRuns} ${runs}`;
}

/** How right the forecast was in earlier months; null when that cannot be said. */
export function pastErrorText({ pastError }: Pick<BudgetForecast, "pastError">): string | null {
  if (!pastError) return null;
  const { afterDays, months, meanPct, worst } = pastError;
  const day = afterDays === 0 ? "At the start" : `On day ${afterDays}`;
  return `${day} of the last ${months.length} months it would have been off by ${percent(Math.round(meanPct))} on average (worst: ${percent(Math.round(worst.errorPct))}, ${formatMonthName(worst.month)}).`;
}

const limitText = ({ limit }: ChangedSettings): string =>
  limit === null ? "no limit" : formatDollars(limit);

interface ChangedSettings {
  limit: number | null;
  thresholds: readonly number[];
  /** Absent for a budget that cannot block. */
  blocks?: boolean;
}

/** What a change did, in words: `limit $500.00 → $620.00, alerts 80 %, 100 % → 90 %`. */
export function changeText({
  from,
  to,
}: {
  from: ChangedSettings | null;
  to: ChangedSettings | null;
}): string {
  if (!to) return from ? `removed, it was ${limitText(from)}` : "removed";
  if (!from) return `added, ${limitText(to)}, alerts: ${thresholdsText(to.thresholds)}`;
  const parts = [
    [limitText(from), limitText(to), "limit"],
    [thresholdsText(from.thresholds), thresholdsText(to.thresholds), "alerts"],
    [from.blocks ? "on" : "off", to.blocks ? "on" : "off", "blocking"],
  ] as const;
  return parts
    .filter(([before, after]) => before !== after)
    .map(([before, after, name]) => `${name} ${before} → ${after}`)
    .join(", ");
}

/** Which alerts a month would have had: `80 % on 12 Nov, 100 % on 20 Nov`. */
export function reachedText({ reached }: Pick<BackTestMonth, "reached">): string {
  const days = reached.flatMap(({ threshold, day }) =>
    day === null ? [] : `${percent(threshold)} on ${formatDay(day)}`,
  );
  return days.length === 0 ? "No alert" : days.join(", ");
}

/** `$90.00 · 71.5 % used`, for screen readers and the line beside a bar. */
export const usedText = ({ limit, pct }: Pick<Budget, "limit" | "pct">): string =>
  `of ${formatDollars(limit)} · ${formatBudgetPercent(pct)} used`;
