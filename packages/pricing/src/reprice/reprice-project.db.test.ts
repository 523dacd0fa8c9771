import { creditTransactions, modelPrices, type TenantDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile, recordUsage, type UsageReport } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { repriceProject } from "./reprice-project";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const { db, tenantOf } = testDatabase();
let projectId: string;
let otherProjectId: string;

beforeEach(async () => {
  projectId = await makeProject(db);
  otherProjectId = await makeProject(db, "Other");
});

/** Records charges that have 1,000 input tokens, 100 output tokens and no price. */
const recordUnpriced = (model: string | null, at: string, count = 1, id = projectId) =>
  recordUsage(
    tenantOf(id),
    { projectId: id, now: NOW },
    Array.from({ length: count }, () => ({
      ...usageReport({ at, amountMicroUsd: null, inputTokens: 1000n, outputTokens: 100n }),
      model,
    })),
  );

/** Sets the same price per million tokens for each kind of tokens. */
const setPrice = (model: string, microUsdPerMillion: bigint, id = projectId) =>
  db.insert(modelPrices).values({
    projectId: id,
    model,
    inputMicroUsdPerMillion: microUsdPerMillion,
    outputMicroUsdPerMillion: microUsdPerMillion,
    cacheReadMicroUsdPerMillion: null,
    cacheWriteMicroUsdPerMillion: null,
    updatedBy: "a test",
    updatedAt: NOW,
  });

const reprice = (problems: string[] = [], tenant = tenantOf(projectId)) =>
  repriceProject({
    db: tenant,
    projectId,
    clock: () => NOW,
    isDryRun: false,
    onProgress: () => {},
    onProblem: (_, problem) => problems.push(problem),
  });

const corrections = (id = projectId) =>
  db
    .select()
    .from(creditTransactions)
    .where(and(eq(creditTransactions.projectId, id), eq(creditTransactions.kind, "correction")))
    .orderBy(creditTransactions.occurredAt);

test("each charge gets the price of its own instant, from the project's prices or the price tables", async () => {
  await recordUnpriced("o3", "2025-06-09T12:00:00Z");
  await recordUnpriced("o3", "2025-06-10T12:00:00Z");
  await recordUnpriced("house-model", "2026-09-30T23:59:59.999Z");
  await recordUnpriced(null, "2026-11-01T00:00:00Z");
  await recordUnpriced("house-model", "2026-11-01T00:00:00Z", 1, otherProjectId);
  await setPrice("house-model", 2_000_000n);
  expect(await reprice()).toEqual([
    { model: "house-model", priced: 1, amountMicroUsd: 2200n, unpriced: 0 },
    { model: "o3", priced: 2, amountMicroUsd: 16_800n, unpriced: 0 },
    { model: null, priced: 0, amountMicroUsd: 0n, unpriced: 1 },
  ]);
  expect(await corrections()).toMatchObject([
    { amountMicroUsd: 14_000n, costSource: "price_table" },
    { amountMicroUsd: 2800n, costSource: "price_table" },
    { amountMicroUsd: 2200n, costSource: "project_price", recordedAt: NOW },
  ]);
  expect(await corrections(otherProjectId)).toEqual([]);
});

test("a correction prices the charge together with its completions, and has the amount by kind", async () => {
  const partial = {
    ...usageReport({
      at: "2026-11-01T00:00:00Z",
      amountMicroUsd: null,
      inputTokens: 1000n,
      outputTokens: 5n,
    }),
    model: "gpt-5",
    canonicalModel: "gpt-5",
    serviceTier: "flex",
  };
  const whole = {
    ...partial,
    outputTokens: 350n,
    content: { ...partial.content, outputTokens: 350n },
  };
  for (const report of [partial, whole])
    await recordUsage(tenantOf(projectId), { projectId, now: NOW }, [report]);
  expect(await reprice()).toMatchObject([{ model: "gpt-5", priced: 1, amountMicroUsd: 2375n }]);
  expect(await corrections()).toMatchObject([
    { amountMicroUsd: 2375n, costByKind: { input: 625, output: 1750 } },
  ]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a completion that arrives while its charge is priced counts in the price", async () => {
  const partial = {
    ...usageReport({
      at: "2026-11-01T00:00:00Z",
      amountMicroUsd: null,
      inputTokens: 1000n,
      outputTokens: 5n,
    }),
    model: "gpt-5",
    canonicalModel: "gpt-5",
  };
  const content = { ...partial.content, outputTokens: 350n };
  const whole = { ...partial, outputTokens: 350n, content };
  const tenant = tenantOf(projectId);
  const record = (report: UsageReport) =>
    recordUsage(tenant, { projectId, now: NOW }, [report]).then(([outcome]) => outcome);
  await record(partial);
  let completion: Awaited<ReturnType<typeof record>>;
  const withLateCompletion: TenantDatabase = {
    ...tenant,
    write: async (...parameters) => {
      completion ??= await record(whole);
      return tenant.write(...parameters);
    },
  };
  expect(await reprice([], withLateCompletion)).toMatchObject([
    { priced: 1, amountMicroUsd: 4750n },
  ]);
  expect(completion).toMatchObject({ outcome: "recorded" });
  // 1,000 tokens at $1.25 and 350 at $10 per million.
  expect(await corrections()).toMatchObject([{ amountMicroUsd: 4750n }]);
  expect(await reconcile(tenant, projectId)).toEqual([]);
});

test("charges are each corrected once when two processes reprice them while others are recorded", async () => {
  // The charges have the same time and do not fit into one page of the query, so the pages must also be
  // ordered by id.
  await recordUnpriced("gpt-5", "2026-11-01T00:00:00Z", 510);
  await recordUnpriced("gpt-5", "2026-11-02T00:00:00Z", 20);
  const [first, second] = await Promise.all([
    reprice(),
    reprice(),
    recordUnpriced("house-model", "2026-11-01T00:00:00Z", 50),
  ]);
  const priced = [...(first ?? []), ...(second ?? [])].reduce(
    (sum, model) => sum + model.priced,
    0,
  );
  expect(priced).toBe(530);
  expect(await corrections()).toHaveLength(530);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("when the ledger refuses a price, it is returned as a problem and the other prices are recorded", async () => {
  await recordUnpriced("house-model", "2026-11-01T00:00:00Z");
  await recordUnpriced("gpt-5", "2026-11-01T00:00:00Z");
  await setPrice("house-model", 9_000_000_000_000_000_000n);
  const problems: string[] = [];
  expect(await reprice(problems)).toMatchObject([
    { model: "gpt-5", priced: 1 },
    { model: "house-model", priced: 0, unpriced: 1 },
  ]);
  expect(problems).toEqual([expect.stringMatching(/^the amount is above \$1,000,000, the most/)]);
  expect(await corrections()).toHaveLength(1);
});
