import { budgetStatus, monthOf, percentOf } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { MAIN_PRODUCT, PRODUCTS } from "./company/products";
import { limitMicroUsd, monthSpendMicroUsd } from "./limit";
import { generateStory } from "./product-story";

const FEBRUARY_2028 = Array.from(
  { length: 10 },
  (_, index) => `2028-02-${String(index * 3 + 1).padStart(2, "0")}T15:30:00.000Z`,
);

const MOMENTS = [
  "2026-11-01T00:00:00.000Z",
  "2026-11-01T00:00:01.000Z",
  "2027-01-01T00:00:01.000Z",
  "2027-01-02T12:00:00.000Z",
  "2026-12-31T23:59:59.999Z",
  "2028-02-29T23:59:59.999Z",
  "2027-08-31T00:00:00.000Z",
  "2026-11-02T08:00:00.000Z",
  ...FEBRUARY_2028,
].map((moment) => new Date(moment));

test.each(MOMENTS)("at %o every product has its budget status", (now) => {
  const month = monthOf(now);
  const spentByKey = new Map(
    PRODUCTS.map((product) => [
      product.key,
      monthSpendMicroUsd(generateStory(product, now, [month]), now),
    ]),
  );
  const statuses = PRODUCTS.map(({ key, budgetPct }) => {
    const spent = spentByKey.get(key) ?? 0n;
    return [key, budgetStatus(spent, budgetPct === null ? null : limitMicroUsd(spent, budgetPct))];
  });
  expect(statuses).toEqual([
    ["atlas", "warning"],
    ["beacon", "ok"],
    ["courier", "exceeded"],
    ["drift", "none"],
    ["ember", "none"],
    ["harbor", "ok"],
  ]);
  const atlas = spentByKey.get("atlas") ?? 0n;
  expect(Math.abs(percentOf(atlas, limitMicroUsd(atlas, 87)) - 87)).toBeLessThan(1);
  expect(spentByKey.get("ember")).toBe(0n);
  for (const [key, spent] of spentByKey) {
    if (key !== MAIN_PRODUCT.key) expect(atlas).toBeGreaterThan(spent);
    if (key !== "ember") expect(spent).toBeGreaterThan(1_000_000n);
  }
});

test.each(MOMENTS)("at %o the last charge is at that moment, and nothing is later", (now) => {
  for (const product of PRODUCTS.filter(({ startedMonthsAgo }) => startedMonthsAgo !== null)) {
    const { runs } = generateStory(product, now, [monthOf(now)]);
    const instants = runs.flatMap(({ reports, finishedAt }) => [
      ...reports.map(({ occurredAt }) => occurredAt.getTime()),
      finishedAt?.getTime() ?? 0,
    ]);
    expect(Math.max(...instants)).toBe(now.getTime());
  }
});
