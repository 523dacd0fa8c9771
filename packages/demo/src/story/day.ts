import { addDays, dayOf, monthOf } from "@ai-cost/domain";
import { FEATURE, FIX, NIGHTLY, OUTLIER, type Pipeline, WEEKLY } from "./pipelines";
import type { Product } from "./products";
import { type Random, seededRandom } from "./random";
import { type RunPlan, type StoryRun, tellRun } from "./run";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Sunday first: little happens at weekends, most in the middle of the week. */
const WEEKDAY_SHARES = [0.12, 0.95, 1.15, 1.2, 1.05, 0.8, 0.15];
const MONDAY = 1;
const RETRIED_SHARE = 0.6;

/** Each month has this share of the next one's work: about 8 % growth. */
const MONTHLY_GROWTH = 1.08;
/** Between the years, few are at work. */
const isQuietSeason = (day: string) => day.slice(5) >= "12-23" || day.slice(5) <= "01-02";

interface Start {
  pipeline: Pipeline;
  minute: number;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

/** The working day from which the outlier is told: the latest one at least two days ago. */
function outlierDay(now: Date): string {
  let day = addDays(dayOf(now), -2);
  while ((WEEKDAY_SHARES[weekdayOf(day)] ?? 0) < 0.5) day = addDays(day, -1);
  return day;
}

const monthsBetween = (earlier: string, later: string): number =>
  (Number(later.slice(0, 4)) - Number(earlier.slice(0, 4))) * 12 +
  Number(later.slice(5, 7)) -
  Number(earlier.slice(5, 7));

/** How many runs people and events start on a day: a matter of weekday, season, growth and chance. */
function startedRuns({ runsPerWorkday }: Product, day: string, now: Date, random: Random): number {
  const weekdayShare = WEEKDAY_SHARES[weekdayOf(day)] ?? 1;
  const seasonShare = isQuietSeason(day) ? 0.3 : 1;
  const growth = MONTHLY_GROWTH ** -monthsBetween(day, monthOf(now));
  const expected = runsPerWorkday * weekdayShare * seasonShare * growth;
  return Math.floor(expected * random.between(0.75, 1.25) + random.next());
}

function startsOf(product: Product, day: string, now: Date, random: Random): Start[] {
  const nightly = { pipeline: NIGHTLY, minute: 130 + random.integer(0, 4) };
  const isChecked = product.checkedOn.includes(weekdayOf(day));
  const weekly = { pipeline: WEEKLY, minute: 7 * 60 + random.integer(0, 9) };
  const started = Array.from({ length: startedRuns(product, day, now, random) }, () => ({
    pipeline: random.chance(0.6) ? FEATURE : FIX,
    // Two rolls make the middle of the day likelier than its ends.
    minute: Math.floor(random.between(450, 780) + random.between(0, 360)),
  }));
  const outlier =
    product.hasOutlier && day === outlierDay(now)
      ? [{ pipeline: OUTLIER, minute: 9 * 60 + 40 }]
      : [];
  const isMonday = weekdayOf(day) === MONDAY;
  return [...(isChecked ? [nightly] : []), ...(isMonday ? [weekly] : []), ...outlier, ...started];
}

/** Every run of a product that began on a day, over by `now`, with the retries of those that failed. */
export function tellDay(product: Product, seed: string, day: string, now: Date): StoryRun[] {
  const random = seededRandom(`${seed}:${product.key}:${day}`);
  const runs: StoryRun[] = [];
  for (const [index, { pipeline, minute }] of startsOf(product, day, now, random).entries()) {
    const plan = {
      pipeline,
      externalId: `${product.key}-${pipeline.name}-${day}-${index + 1}`,
      trigger: random.pick(pipeline.triggers),
      startedAt: instantOf(day, minute, random),
      testsOnHouseModel: testsOnHouseModel(product, day, now),
    };
    const run = tellRun(plan, random);
    runs.push(run);
    if (run.status === "failed" && random.chance(RETRIED_SHARE))
      runs.push(tellRetry(plan, run, random));
  }
  return runs.filter(({ finishedAt }) => finishedAt !== null && finishedAt < now);
}

const instantOf = (day: string, minute: number, random: Random): Date =>
  new Date(
    Date.parse(`${day}T00:00:00.000Z`) +
      Math.min(minute, DAY_MINUTES - 1) * MINUTE_MS +
      random.integer(0, MINUTE_MS - 1),
  );

const testsOnHouseModel = ({ onHouseModelSinceDaysAgo }: Product, day: string, now: Date) =>
  onHouseModelSinceDaysAgo !== null && day >= addDays(dayOf(now), -onHouseModelSinceDaysAgo);

function tellRetry(plan: RunPlan, failed: StoryRun, random: Random): StoryRun {
  const startedAt = new Date((failed.finishedAt ?? plan.startedAt).getTime() + 12 * MINUTE_MS);
  return tellRun(
    { ...plan, externalId: `${plan.externalId}-retry`, trigger: "retry", startedAt },
    random,
  );
}
