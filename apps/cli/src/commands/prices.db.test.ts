import { creditTransactions, modelPrices, newId } from "@ai-cost/db";
import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { reconcile, recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { runCommand } from "../testing/run-command";

const now = new Date("2026-11-24T12:00:00.000Z");
let own: Awaited<ReturnType<typeof emptyDatabase>>;
let projectId: string;
let otherProjectId: string;

beforeAll(async () => {
  own = await emptyDatabase();
});

beforeEach(async () => {
  await own.sql`truncate projects cascade`;
  await own.sql`truncate daily_spend, monthly_agent_spend, monthly_run_spend`;
  projectId = await makeProject(own.db, "Atlas");
  otherProjectId = await makeProject(own.db, "Other");
});

const run = (...argv: string[]) =>
  runCommand(["prices", ...argv], { databaseUrl: own.databaseUrl, now });

/** Records charges that have 1,000 input tokens, 100 output tokens and no price. */
const recordUnpriced = (model: string | null, at: string, count = 1, id = projectId) =>
  recordUsage(
    own.tenantOf(id),
    { projectId: id, now },
    Array.from({ length: count }, () => ({
      ...usageReport({ at, amountMicroUsd: null, inputTokens: 1000n, outputTokens: 100n }),
      model,
    })),
  );

/** Sets a price of $2 per million tokens, for each kind of tokens. */
const setPrice = (model: string, id = projectId) =>
  own.db.insert(modelPrices).values({
    projectId: id,
    model,
    inputMicroUsdPerMillion: 2_000_000n,
    outputMicroUsdPerMillion: 2_000_000n,
    cacheReadMicroUsdPerMillion: null,
    cacheWriteMicroUsdPerMillion: null,
    updatedBy: "a test",
    updatedAt: now,
  });

const corrections = (id = projectId) =>
  own.db
    .select()
    .from(creditTransactions)
    .where(and(eq(creditTransactions.projectId, id), eq(creditTransactions.kind, "correction")))
    .orderBy(creditTransactions.occurredAt);

/**
 * Returns the cost that the web app shows, and the number of unpriced charges for which it writes "at
 * least".
 */
async function shown(id = projectId) {
  const [agents] = await own.db.execute(sql`
    select sum(cost_micro_usd)::text as cost, sum(unpriced_charges)::int as unpriced
    from monthly_agent_spend where project_id = ${id}`);
  const [days] = await own.db.execute(
    sql`select sum(cost_micro_usd)::text as cost from daily_spend where project_id = ${id}`,
  );
  const [runs] = await own.db.execute(
    sql`select sum(cost_micro_usd)::text as cost from monthly_run_spend where project_id = ${id}`,
  );
  expect([days?.cost, runs?.cost]).toEqual([agents?.cost, agents?.cost]);
  return { cost: agents?.cost, unpriced: agents?.unpriced };
}

test("prices each charge at its own instant, by the project's price or the table's, and stores the prices used", async () => {
  await recordUnpriced("house-model", "2026-09-30T23:59:59.999Z");
  await recordUnpriced("o3", "2025-06-09T12:00:00Z");
  await recordUnpriced("o3", "2025-06-10T12:00:00Z");
  expect(await shown()).toEqual({ cost: "0", unpriced: 3 });
  await setPrice("house-model");
  const { exitCode, stdout, stderr } = await run("reprice");
  expect(stdout).toBe(`Atlas: 3 charges priced, $0.019
  house-model: 1 charge priced, $0.0022
  o3: 2 charges priced, $0.0168
Other: every charge has a price
`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(await corrections()).toMatchObject([
    // 1,000 × $10 + 100 × $40
    { amountMicroUsd: 14_000n, costSource: "price_table", price: { model: "o3" } },
    // 1,000 × $2 + 100 × $8
    { amountMicroUsd: 2800n, price: { usdPerMillion: { input_mtok: "2", output_mtok: "8" } } },
    // 1,100 × $2
    {
      amountMicroUsd: 2200n,
      costSource: "project_price",
      price: { usdPerMillion: { input_mtok: "2", output_mtok: "2" } },
      occurredAt: new Date("2026-09-30T23:59:59.999Z"),
      recordedAt: now,
    },
  ]);
  expect(await shown()).toEqual({ cost: "19000", unpriced: 0 });
  expect(await reconcile(own.tenantOf(projectId), projectId)).toEqual([]);
});

test("prints the charges that stay without a price", async () => {
  await recordUnpriced("house-model", "2026-11-01T00:00:00Z", 2);
  await recordUnpriced("gpt-5", "2026-11-01T00:00:00Z");
  await recordUnpriced(null, "2026-11-01T00:00:00Z");
  expect((await run("reprice")).stdout).toContain(`Atlas: 1 charge priced, $0.00225
  gpt-5: 1 charge priced, $0.00225
  house-model: 2 charges without a price
  no model named: 1 charge without a price
`);
  expect(await shown()).toEqual({ cost: "2250", unpriced: 3 });
});

test("a dry run prints the same and changes nothing", async () => {
  await recordUnpriced("gpt-5", "2026-11-01T00:00:00Z", 2);
  const { stdout } = await run("reprice", "--dry-run", "--project", projectId);
  expect(stdout).toBe(`Atlas: 2 charges would be priced, $0.0045
  gpt-5: 2 charges would be priced, $0.0045
`);
  expect(await corrections()).toEqual([]);
});

test("a second run changes nothing, also at another price", async () => {
  await recordUnpriced("house-model", "2026-11-01T00:00:00Z", 3);
  await setPrice("house-model");
  await run("reprice");
  const once = await corrections();
  await own.sql`update model_prices set input_micro_usd_per_million = 9000000`;
  expect((await run("reprice")).stdout).toContain("Atlas: every charge has a price\n");
  expect(await corrections()).toEqual(once);
  expect(await shown()).toEqual({ cost: "6600", unpriced: 0 });
});

test("prices only the given project, by its own price", async () => {
  for (const id of [projectId, otherProjectId])
    await recordUnpriced("house-model", "2026-11-01T00:00:00Z", 1, id);
  await setPrice("house-model", otherProjectId);
  await run("reprice", "--project", projectId);
  expect([await corrections(), await corrections(otherProjectId)]).toEqual([[], []]);
  await run("reprice", "--project", otherProjectId);
  expect(await corrections()).toEqual([]);
  expect(await corrections(otherProjectId)).toHaveLength(1);
  expect(await shown()).toEqual({ cost: "0", unpriced: 1 });
});

test("a price that the ledger refuses is printed, and the others are recorded", async () => {
  await recordUnpriced("house-model", "2026-11-01T00:00:00Z");
  await setPrice("house-model");
  await own.sql`update model_prices set input_micro_usd_per_million = 9000000000000000000`;
  await recordUnpriced("gpt-5", "2026-11-01T00:00:00Z");
  const { exitCode, stdout, stderr } = await run("reprice");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^charge [0-9a-f-]{36}: the amount is above \$1,000,000, .+\n$/);
  expect(stdout).toContain("house-model: 1 charge without a price");
  expect(await corrections()).toHaveLength(1);
});

test.each([
  [[], 2, "Usage: npm run prices"],
  [["rebuild"], 2, "Unknown command 'rebuild'"],
  [["reprice", "--dry"], 2, "Unknown option '--dry'"],
  [["reprice", "--project", "atlas"], 1, `"atlas" is not the id of a project`],
  [["reprice", "--project", newId()], 1, "There is no project"],
])("%j exits with %i and says what is wrong", async (argv, exitCode, sentence) => {
  const answer = await run(...argv);
  expect(answer).toMatchObject({ exitCode, stdout: "" });
  expect(answer.stderr).toContain(sentence);
});

test("--help shows the options and exits with 0", async () => {
  const { exitCode, stdout, stderr } = await run("reprice", "--help");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("--dry-run");
});
