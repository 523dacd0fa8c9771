import { addMonths, KNOWN_AGENT_TYPES, monthOf, RUN_STATUSES, TRIGGERS } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { beforeAll, expect, test } from "vitest";
import { type ProductStory, tellProduct } from "./product-story";
import { DEAREST_PRODUCT, PRODUCTS } from "./products";
import type { StoryRun } from "./run";

const NOW = new Date("2026-11-18T14:00:00.000Z");
const DAY_MS = 86_400_000;

let stories: ProductStory[] = [];
beforeAll(() => {
  stories = PRODUCTS.map((product) => tellProduct(product, NOW));
}, 60_000);

const storyOf = (key: string): ProductStory => {
  const story = stories.find(({ product }) => product.key === key);
  if (!story) throw new Error(`There is no product ${key}.`);
  return story;
};

const reportsOf = ({ runs }: ProductStory): UsageReport[] => runs.flatMap((run) => run.reports);

const costMicroUsd = (reports: readonly UsageReport[]): bigint =>
  reports.reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0n), 0n);

const costOfMonth = (story: ProductStory, month: string): bigint =>
  costMicroUsd(reportsOf(story).filter(({ occurredAt }) => monthOf(occurredAt) === month));

test("the same moment gives the same story, and a month told alone is told alike", () => {
  const september = tellProduct(DEAREST_PRODUCT, NOW, ["2026-09"]);
  const inSeptember = storyOf("atlas").runs.filter(({ externalId }) =>
    externalId.includes("-2026-09-"),
  );
  // Told alone, the month's last good run is the latest one, which waits for approval.
  const isSame = (run: StoryRun) => run.status !== "awaiting_approval";
  expect(september.runs.filter(isSame).length).toBe(inSeptember.length - 1);
  expect(inSeptember).toEqual(expect.arrayContaining(september.runs.filter(isSame)));
});

test("there are between 30,000 and 60,000 charges, each under a key of its own", () => {
  for (const story of stories) {
    const keys = reportsOf(story).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(keys.length);
    const runs = story.runs.map(({ externalId }) => externalId);
    expect(new Set(runs).size).toBe(runs.length);
  }
  const charges = stories.flatMap(reportsOf).length;
  expect(charges).toBeGreaterThan(30_000);
  expect(charges).toBeLessThan(60_000);
});

test("the dearest product spends in each of 13 months, and more as time goes on", () => {
  const costs = Array.from({ length: 13 }, (_, index) =>
    costOfMonth(storyOf("atlas"), addMonths("2026-11", index - 12)),
  );
  expect(costs.every((cost) => cost > 0n)).toBe(true);
  expect(costOfMonth(storyOf("atlas"), "2025-10")).toBe(0n);
  expect(Number(costs[11]) / Number(costs[0])).toBeGreaterThan(1.5);
});

test("less is spent on a day of a weekend than on a working day", () => {
  const reports = reportsOf(storyOf("atlas"));
  const onDays = (days: readonly number[]) =>
    Number(
      costMicroUsd(reports.filter(({ occurredAt }) => days.includes(occurredAt.getUTCDay()))),
    ) / days.length;
  expect(onDays([0, 6]) * 3).toBeLessThan(onDays([1, 2, 3, 4, 5]));
});

test("one run of this month is far dearer than every other run of the company", () => {
  const costs = stories
    .flatMap(({ runs }) => runs)
    .map(({ externalId, reports }) => ({ externalId, cost: costMicroUsd(reports) }))
    .toSorted((left, right) => Number(right.cost - left.cost));
  expect(costs[0]?.externalId).toMatch(/^atlas-migration-2026-11-16-\d$/);
  expect(Number(costs[0]?.cost) / Number(costs[1]?.cost)).toBeGreaterThan(2);
});

test("all known agent types are at work, and one that is not known", () => {
  const agentTypes = new Set(stories.flatMap(reportsOf).map(({ job }) => job.agentType));
  expect(agentTypes).toEqual(new Set([...KNOWN_AGENT_TYPES, "code_review"]));
});

test("every trigger is there; runs complete, fail, are cancelled, wait and go on", () => {
  const runs = stories.flatMap((story) => story.runs);
  expect(new Set(runs.map(({ trigger }) => trigger))).toEqual(new Set(TRIGGERS));
  const statuses = new Set(runs.map(({ status }) => status));
  expect(statuses).toEqual(
    new Set(["completed", "failed", "cancelled", "awaiting_approval", "implementing"]),
  );
  for (const status of statuses) expect(RUN_STATUSES).toContain(status);
});

test("a run that failed ends with its failed job, and most jobs complete", () => {
  for (const { status, reports } of stories.flatMap(({ runs }) => runs))
    if (status === "failed") expect(reports.at(-1)?.job.finished?.status).toBe("failed");
  const finished = stories.flatMap(reportsOf).flatMap(({ job }) => job.finished ?? []);
  const failed = finished.filter(({ status }) => status === "failed").length;
  expect(failed / finished.length).toBeGreaterThan(0.01);
  expect(failed / finished.length).toBeLessThan(0.05);
});

test("only one product, not the dearest, has charges without a price; the older ones are corrected", () => {
  for (const story of stories) {
    const unpriced = reportsOf(story).filter(({ amountMicroUsd }) => amountMicroUsd === null);
    const corrected = story.adjustments.filter(({ kind }) => kind === "correction");
    const isDrift = story.product.key === "drift";
    expect(unpriced.length > 0).toBe(isDrift);
    expect(corrected.length > 0).toBe(isDrift);
    const keys = new Set(corrected.map(({ chargeKey }) => chargeKey));
    for (const { idempotencyKey, occurredAt } of unpriced)
      expect(keys.has(idempotencyKey)).toBe(NOW.getTime() - occurredAt.getTime() > 5 * DAY_MS);
  }
});

test("refunds give back at most what a failed job's charge has cost", () => {
  for (const story of stories) {
    const reports = new Map(reportsOf(story).map((report) => [report.idempotencyKey, report]));
    const refunds = story.adjustments.filter(({ kind }) => kind === "refund");
    expect(refunds.length > 0).toBe(story.product.key !== "ember");
    for (const { chargeKey, amountMicroUsd } of refunds) {
      const charge = reports.get(chargeKey);
      expect(charge?.job.finished?.status).toBe("failed");
      expect(amountMicroUsd).toBeGreaterThan(0n);
      expect(amountMicroUsd).toBeLessThanOrEqual(charge?.amountMicroUsd ?? 0n);
    }
  }
});
