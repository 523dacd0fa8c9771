import { addDays, dayOf, monthOf } from "@ai-cost/domain";
import { FEATURE, FIX, NIGHTLY, OUTLIER, type Pipeline, WEEKLY } from "./company/pipelines";
import type { Product } from "./company/products";
import { type Random, seededRandom } from "./random";
import { generateRun, type RunPlan, type StoryRun } from "./run";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * The activity on each day of the week, relative to an average working day. The first element is
 * Sunday.
 */
const WEEKDAY_FACTORS = [0.12, 0.95, 1.15, 1.2, 1.05, 0.8, 0.15];
const MONDAY = 1;
const RETRY_PROBABILITY = 0.6;
const RETRY_DELAY_MINUTES = 12;

/** Each month has 8 % more runs than the month before. */
const MONTHLY_GROWTH = 1.08;
/** Few people work from 23 December to 2 January. */
const isHolidaySeason = (day: string) => day.slice(5) >= "12-23" || day.slice(5) <= "01-02";
const HOLIDAY_FACTOR = 0.3;

interface Start {
  pipeline: Pipeline;
  /** The number of minutes since the start of the day. */
  minute: number;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();
const weekdayFactor = (day: string): number => WEEKDAY_FACTORS[weekdayOf(day)] ?? 1;

/**
 * The day of the run that costs much more than all others: the latest working day that is at least
 * two days ago.
 */
function outlierDay(now: Date): string {
  let day = addDays(dayOf(now), -2);
  while (weekdayFactor(day) < 0.5) day = addDays(day, -1);
  return day;
}

const monthsBetween = (earlier: string, later: string): number =>
  (Number(later.slice(0, 4)) - Number(earlier.slice(0, 4))) * 12 +
  Number(later.slice(5, 7)) -
  Number(earlier.slice(5, 7));

/** The number of runs that people and events start on this day. */
function generateRunCount({ runsPerWorkday }: Product, day: string, now: Date, random: Random) {
  const seasonFactor = isHolidaySeason(day) ? HOLIDAY_FACTOR : 1;
  const growth = MONTHLY_GROWTH ** -monthsBetween(day, monthOf(now));
  const expected = runsPerWorkday * weekdayFactor(day) * seasonFactor * growth;
  return Math.floor(expected * random.between(0.75, 1.25) + random.next());
}

/**
 * Returns the starts of the day's runs. Draws the random numbers of the nightly and the weekly run even
 * on days without these runs, so that the starts of the other runs do not depend on them.
 */
function generateStarts(product: Product, day: string, now: Date, random: Random): Start[] {
  const weekday = weekdayOf(day);
  const nightly = { pipeline: NIGHTLY, minute: 130 + random.integer(0, 4) };
  const weekly = { pipeline: WEEKLY, minute: 7 * 60 + random.integer(0, 9) };
  const byPeople = Array.from({ length: generateRunCount(product, day, now, random) }, () => ({
    pipeline: random.chance(0.6) ? FEATURE : FIX,
    // The sum of two random numbers makes the middle of the day more likely than its ends.
    minute: Math.floor(random.between(450, 780) + random.between(0, 360)),
  }));
  const outlier = { pipeline: OUTLIER, minute: 9 * 60 + 40 };
  return [
    ...(product.nightlyOn.includes(weekday) ? [nightly] : []),
    ...(weekday === MONDAY ? [weekly] : []),
    ...(product.hasOutlier && day === outlierDay(now) ? [outlier] : []),
    ...byPeople,
  ];
}

/**
 * Generates the runs that start on this day and finish before `now`, including the retries of
 * failed runs.
 */
export function generateDay(product: Product, seed: string, day: string, now: Date): StoryRun[] {
  const random = seededRandom(`${seed}:${product.key}:${day}`);
  const runs: StoryRun[] = [];
  for (const [index, { pipeline, minute }] of generateStarts(product, day, now, random).entries()) {
    const plan = {
      pipeline,
      externalId: `${product.key}-${pipeline.name}-${day}-${index + 1}`,
      trigger: random.pick(pipeline.triggers),
      startedAt: instantOn(day, minute, random),
      usesSelfHostedModel: usesSelfHostedModel(product, day, now),
    };
    const run = generateRun(plan, random);
    runs.push(run);
    if (run.status === "failed" && random.chance(RETRY_PROBABILITY))
      runs.push(generateRetry(plan, run, random));
  }
  return runs.filter(({ finishedAt }) => finishedAt !== null && finishedAt < now);
}

const instantOn = (day: string, minute: number, random: Random): Date =>
  new Date(
    Date.parse(`${day}T00:00:00.000Z`) +
      Math.min(minute, DAY_MINUTES - 1) * MINUTE_MS +
      random.integer(0, MINUTE_MS - 1),
  );

const usesSelfHostedModel = ({ selfHostedSinceDaysAgo }: Product, day: string, now: Date) =>
  selfHostedSinceDaysAgo !== null && day >= addDays(dayOf(now), -selfHostedSinceDaysAgo);

function generateRetry(plan: RunPlan, failed: StoryRun, random: Random): StoryRun {
  const failedAtMs = (failed.finishedAt ?? plan.startedAt).getTime();
  const startedAt = new Date(failedAtMs + RETRY_DELAY_MINUTES * MINUTE_MS);
  return generateRun(
    { ...plan, externalId: `${plan.externalId}-retry`, trigger: "retry", startedAt },
    random,
  );
}
