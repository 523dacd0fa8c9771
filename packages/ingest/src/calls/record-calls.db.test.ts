import { agentNames, creditTransactions, modelPrices } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { reportedCall, TOKENS } from "../testing/reported-call";
import { recordCalls } from "./record-calls";
import type { ReportedCall } from "./reported-call";

const now = new Date("2026-11-24T12:00:00.000Z");
const { db, tenantOf } = testDatabase();
let projectId: string;
let otherProjectId: string;

beforeEach(async () => {
  projectId = await makeProject(db);
  otherProjectId = await makeProject(db, "Other");
});

const record = (calls: readonly ReportedCall[], id = projectId) =>
  recordCalls({ db: tenantOf(id), projectId: id, now }, calls);
const outcomes = async (...calls: ReportedCall[]) =>
  (await record(calls)).map(({ outcome }) => outcome);

const charges = (id = projectId) =>
  db.select().from(creditTransactions).where(eq(creditTransactions.projectId, id));

const agentTypes = async () => {
  const rows = await db.execute<{ agent_type: string }>(
    sql`select agent_type from agent_jobs where project_id = ${projectId} order by external_id`,
  );
  return rows.map(({ agent_type }) => agent_type);
};

const setPrice = (model: string, microUsdPerMillion: bigint, id = projectId) =>
  db
    .insert(modelPrices)
    .values({
      projectId: id,
      model,
      inputMicroUsdPerMillion: microUsdPerMillion,
      outputMicroUsdPerMillion: microUsdPerMillion,
      cacheReadMicroUsdPerMillion: null,
      cacheWriteMicroUsdPerMillion: null,
      updatedBy: "a test",
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [modelPrices.projectId, modelPrices.model],
      set: { inputMicroUsdPerMillion: microUsdPerMillion },
    });

describe("the cost of a call", () => {
  test("comes from its report, the project's price or the table, and is stored with its source", async () => {
    await setPrice("house-model", 2_000_000n);
    await setPrice("other-model", 9_000_000n, otherProjectId);
    await record([
      reportedCall({ ownKey: "1", costMicroUsd: 77n }),
      reportedCall({ ownKey: "2", model: "House-Model", provider: null }),
      reportedCall({ ownKey: "3" }),
      reportedCall({ ownKey: "4", model: "other-model" }),
      reportedCall({ ownKey: "5", model: null }),
    ]);
    const rows = (await charges()).sort((a, b) => (a.idempotencyKey < b.idempotencyKey ? -1 : 1));
    expect(rows.map((row) => [row.amountMicroUsd, row.costSource])).toEqual([
      [77n, "reported"],
      [2200n, "project_price"],
      [4500n, "price_table"],
      [null, null],
      [null, null],
    ]);
    expect(rows.map(({ price }) => price?.usdPerMillion ?? null)).toEqual([
      null,
      { input_mtok: "2", output_mtok: "2" },
      { input_mtok: "3", output_mtok: "15" },
      null,
      null,
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test("does not change when the project's price changes, and the same report is then a duplicate", async () => {
    await setPrice("house-model", 1_000_000n);
    const call = reportedCall({ model: "house-model" });
    await record([call]);
    await setPrice("house-model", 5_000_000n);
    expect(await outcomes(call)).toEqual(["duplicate"]);
    expect(await charges()).toMatchObject([{ amountMicroUsd: 1100n }]);
    await record([reportedCall({ model: "house-model" })]);
    expect((await charges()).map(({ amountMicroUsd }) => amountMicroUsd).sort()).toEqual([
      1100n,
      5100n,
    ]);
  });
});

describe("the outcome of a report", () => {
  const identity = { responseId: "msg_01X", provider: "anthropic.messages" };

  test("a response that two sources report counts once, as the first reported it", async () => {
    const first = reportedCall({ ...identity, costMicroUsd: 9n });
    const other = reportedCall({ ...identity, source: "another source", provider: "Anthropic" });
    expect(await outcomes(first, other)).toEqual(["recorded", "duplicate"]);
    expect(await outcomes(other, first)).toEqual(["duplicate", "duplicate"]);
    expect(await charges()).toMatchObject([{ amountMicroUsd: 9n, provider: "anthropic" }]);
  });

  test("the same response from one source with other assumed names is a duplicate", async () => {
    const names = {
      run: { externalId: "trace-1", isAssumed: true },
      job: { externalId: "span-1", isAssumed: true, agentName: null },
    };
    const again = {
      run: { externalId: "trace-2", isAssumed: true },
      job: { externalId: "span-2", isAssumed: true, agentName: null },
    };
    expect(
      await outcomes(
        reportedCall({ ...identity, ...names }),
        reportedCall({ ...identity, ...again }),
      ),
    ).toEqual(["recorded", "duplicate"]);
  });

  test("the same response from one source at another assumed time is a duplicate", async () => {
    const call = reportedCall({ ...identity, isTimeAssumed: true });
    const later = { ...call, occurredAt: new Date("2026-11-21T10:00:00.000Z") };
    expect(await outcomes(call, later)).toEqual(["recorded", "duplicate"]);
  });

  test.each(["2026-11-20T10:00:00.001Z", "2026-11-20T09:59:59Z"])(
    "the same response from one source at another time (%s) is a duplicate",
    async (time) => {
      const call = reportedCall(identity);
      const later = { ...call, occurredAt: new Date(time) };
      expect(await outcomes(call, later)).toEqual(["recorded", "duplicate"]);
    },
  );

  const call = reportedCall(identity);
  test.each<[string, Partial<ReportedCall>]>([
    ["tokens", { tokens: { ...TOKENS, inputTokens: 999n, outputTokens: 101n } }],
    ["cost", { costMicroUsd: 1n }],
    ["model", { model: "claude-opus-4-5" }],
    ["run", { run: { externalId: "run-2" } }],
    ["agent", { job: { ...call.job, agentName: "Tester" } }],
    ["end", { job: { ...call.job, finished: { status: "failed", at: call.occurredAt } } }],
  ])(
    "the same response from one source with another %s is a conflict and changes nothing",
    async (_, change) => {
      expect(await outcomes(call, { ...call, ...change })).toEqual(["recorded", "conflict"]);
      expect(await outcomes({ ...call, ...change })).toEqual(["conflict"]);
      expect(await charges()).toMatchObject([{ amountMicroUsd: 4500n, inputTokens: 1000n }]);
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    },
  );

  test("more than a thousand calls are each recorded once", async () => {
    const calls = Array.from({ length: 2100 }, (_, index) =>
      reportedCall({ ownKey: `many/${index % 2050}`, job: { externalId: "j", agentName: "QA" } }),
    );
    const counted = (await outcomes(...calls)).filter((outcome) => outcome === "recorded");
    expect(counted).toHaveLength(2050);
    expect(await charges()).toHaveLength(2050);
    expect(await charges(otherProjectId)).toEqual([]);
  });

  test.each<[string, Partial<ReportedCall>]>([
    ["a NUL in its response id", { ...identity, responseId: "msg_\0" }],
    ["half a character in its response id", { ...identity, responseId: "msg_\ud800" }],
    ["half a character in its provider", { provider: "acme\ud800" }],
    ["more cached tokens than input", { tokens: { ...TOKENS, cacheReadTokens: 1001n } }],
    ["a negative count", { tokens: { ...TOKENS, outputTokens: -1n } }],
    ["no instant", { occurredAt: new Date(Number.NaN) }],
  ])("a call with %s is invalid, and the others are recorded", async (_, change) => {
    expect(await outcomes(reportedCall(change), reportedCall())).toEqual(["invalid", "recorded"]);
  });
});

describe("the agent type of a job", () => {
  const by = (externalId: string, agentName: string | null, waitsForAgent = false) =>
    reportedCall({ job: { externalId, agentName, waitsForAgent } });

  test("is the type that the project maps the agent's name to, otherwise the type that the name implies", async () => {
    const change = { updatedBy: "a test", updatedAt: now };
    await db.insert(agentNames).values([
      { projectId, agentName: "Bob", agentType: "security", ...change },
      { projectId, agentName: "", agentType: "marketing", ...change },
      { projectId: otherProjectId, agentName: "Researcher", agentType: "design", ...change },
    ]);
    await record([by("1", "bob"), by("2", "Researcher"), by("3", "Triage Agent"), by("4", null)]);
    await record([by("5", null, true)]);
    expect(await agentTypes()).toEqual([
      "security",
      "research",
      "triage_agent",
      "marketing",
      "unknown",
    ]);
  });

  test("does not change when the project maps the name differently while the job continues", async () => {
    const mapTo = (agentName: string, agentType: string) =>
      db.insert(agentNames).values({
        projectId,
        agentName,
        agentType,
        updatedBy: "a test",
        updatedAt: now,
      });
    expect(await outcomes(by("1", "Researcher"), by("2", null))).toEqual(["recorded", "recorded"]);
    await mapTo("Researcher", "security");
    await mapTo("", "marketing");
    expect(await outcomes(by("1", "Researcher"), by("2", null))).toEqual(["recorded", "recorded"]);
    await db
      .update(agentNames)
      .set({ agentType: "design" })
      .where(eq(agentNames.projectId, projectId));
    expect(await outcomes(by("2", null), by("1", "Tester"))).toEqual(["recorded", "conflict"]);
    expect(await agentTypes()).toEqual(["research", "marketing"]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test("is unknown without a name and a default", async () => {
    await record([by("1", null)]);
    expect(await agentTypes()).toEqual(["unknown"]);
  });
});
