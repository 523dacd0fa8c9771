import { addMonths, KNOWN_AGENT_TYPES, monthOf, RUN_STATUSES, TRIGGERS } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { beforeAll, expect, test } from "vitest";
import { MAIN_PRODUCT, PRODUCTS } from "./company/products";
import { generateStory, type ProductStory } from "./product-story";
import type { StoryRun } from "./run";

const NOW = new Date("2026-11-18T14:00:00.000Z");
const DAY_MS = 86_400_000;

let stories: ProductStory[] = [];
beforeAll(() => {
  stories = PRODUCTS.map((product) => generateStory(product, NOW));
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

test("one month of a story is the same whether it is generated alone or with all others", () => {
  const september = generateStory(MAIN_PRODUCT, NOW, ["2026-09"]);
  const inSeptember = storyOf("atlas").runs.filter(({ externalId }) =>
    externalId.includes("-2026-09-"),
  );
  // In every generated story, the latest completed run is changed to await approval. In the story
  // of September alone, that is a run of September, so the comparison leaves it out.
  const isComparable = (run: StoryRun) => run.status !== "awaiting_approval";
  expect(september.runs.filter(isComparable).length).toBe(inSeptember.length - 1);
  expect(inSeptember).toEqual(expect.arrayContaining(september.runs.filter(isComparable)));
});

test("there are between 30,000 and 60,000 charges, each with its own idempotency key", () => {
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

test("the main product has a cost in each of 13 months, and the cost grows", () => {
  const costs = Array.from({ length: 13 }, (_, index) =>
    costOfMonth(storyOf("atlas"), addMonths("2026-11", index - 12)),
  );
  expect(costs.every((cost) => cost > 0n)).toBe(true);
  expect(costOfMonth(storyOf("atlas"), "2025-10")).toBe(0n);
  expect(Number(costs[11]) / Number(costs[0])).toBeGreaterThan(1.5);
});

test("a day of a weekend costs less than a third of a working day", () => {
  const reports = reportsOf(storyOf("atlas"));
  const onDays = (days: readonly number[]) =>
    Number(
      costMicroUsd(reports.filter(({ occurredAt }) => days.includes(occurredAt.getUTCDay()))),
    ) / days.length;
  expect(onDays([0, 6]) * 3).toBeLessThan(onDays([1, 2, 3, 4, 5]));
});

test("one run of this month costs more than twice as much as every other run of the company", () => {
  const costs = stories
    .flatMap(({ runs }) => runs)
    .map(({ externalId, reports }) => ({ externalId, cost: costMicroUsd(reports) }))
    .toSorted((left, right) => Number(right.cost - left.cost));
  expect(costs[0]?.externalId).toMatch(/^atlas-migration-2026-11-16-\d$/);
  expect(Number(costs[0]?.cost) / Number(costs[1]?.cost)).toBeGreaterThan(2);
});

test("there are charges of every known agent type and of one unknown type", () => {
  const agentTypes = new Set(stories.flatMap(reportsOf).map(({ job }) => job.agentType));
  expect(agentTypes).toEqual(new Set([...KNOWN_AGENT_TYPES, "code_review"]));
});

test("every trigger occurs, and runs are completed, failed, cancelled, awaiting approval and in progress", () => {
  const runs = stories.flatMap((story) => story.runs);
  expect(new Set(runs.map(({ trigger }) => trigger))).toEqual(new Set(TRIGGERS));
  const statuses = new Set(runs.map(({ status }) => status));
  expect(statuses).toEqual(
    new Set(["completed", "failed", "cancelled", "awaiting_approval", "implementing"]),
  );
  for (const status of statuses) expect(RUN_STATUSES).toContain(status);
});

test("a failed run ends with its failed job, and 1 to 5 percent of the jobs fail", () => {
  for (const { status, reports } of stories.flatMap(({ runs }) => runs))
    if (status === "failed") expect(reports.at(-1)?.job.finished?.status).toBe("failed");
  const finished = stories.flatMap(reportsOf).flatMap(({ job }) => job.finished ?? []);
  const failed = finished.filter(({ status }) => status === "failed").length;
  expect(failed / finished.length).toBeGreaterThan(0.01);
  expect(failed / finished.length).toBeLessThan(0.05);
});

test("only Drift has charges without a price, and those older than five days are corrected", () => {
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

test("a refund is for the charge of a failed job and is at most its amount", () => {
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
