import { agentNames, creditTransactions, modelPrices } from "@ai-cost/db";
import {
  makeIngestKey,
  makeProject,
  notOnOneShard,
  onTenants,
  statementsOf,
  testDatabase,
} from "@ai-cost/devkit/testing";
import { addCredits, rebuild, reconcile, refundCharge } from "@ai-cost/ledger";
import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { takeUsageEvents } from "./events/usage-events";
import { surroundings } from "./http/surroundings";
import type { WayIn } from "./http/way-in";
import { runAndRead, temporaryFiles } from "./import/importing";
import { takeLiteLlm } from "./litellm/litellm-way-in";
import { otlpLogs } from "./otlp/logs-way-in";
import { otlpMetrics } from "./otlp/metrics-way-in";
import { END_MS, traceRequest } from "./otlp/traces/spans.testing";
import { takeTraces } from "./otlp/traces/take-traces";
import { otlpTraces } from "./otlp/traces-way-in";
import { repriceProject } from "./reprice/reprice-project";
import { keptLog } from "./testing/log";
import { REQUESTS, type SendingWay, type SentCall } from "./testing/sent-requests";

const NOW = new Date("2026-11-24T10:05:00.000Z");
const HOUR_MS = 60 * 60 * 1000;

const { app, databaseUrl, db, tenantOf } = testDatabase();
const write = temporaryFiles();
const log = keptLog();
const server = surroundings(app.db, { clock: () => NOW, log });
let projectId: string;
let authorization: string;

beforeEach(async () => {
  projectId = await makeProject(db);
  authorization = `Bearer ${(await makeIngestKey(db, projectId)).text}`;
  log.lines.length = 0;
});

const WAYS: Record<string, WayIn> = {
  "/api/otel/v1/traces": otlpTraces,
  "/api/otel/v1/logs": otlpLogs,
  "/api/otel/v1/metrics": otlpMetrics,
  "/api/v1/usage-events": takeUsageEvents,
  "/api/v1/litellm": takeLiteLlm,
};

async function post(path: string, body: Uint8Array | string, mediaType = "application/json") {
  const headers = { authorization, "content-type": mediaType };
  const request = new Request(`http://localhost${path}`, { method: "POST", headers, body });
  const response = await WAYS[path]?.(request, server);
  expect(response?.status).toBe(200);
  expect(log.lines).toEqual([]);
}

/** A call that an agent of a run made, one that stands for itself, and one that nobody has a price for. */
const CALLS: SentCall[] = [
  { place: { run: "a-run", job: "a-job", agent: "Scout" }, model: "claude-sonnet-4-5" },
  { model: "claude-sonnet-4-5" },
  { model: "house-model" },
].map((call, index) => ({
  ...call,
  id: `call-${index}`,
  time: "2026-11-24T10:00:00.000Z",
  inputTokens: 100,
  outputTokens: 10,
}));

const unpriced = () =>
  db
    .select()
    .from(creditTransactions)
    .where(
      and(eq(creditTransactions.projectId, projectId), isNull(creditTransactions.amountMicroUsd)),
    );

const change = () => ({ projectId, updatedBy: "a test", updatedAt: NOW });
const setPrice = () =>
  db.insert(modelPrices).values({
    ...change(),
    model: "house-model",
    inputMicroUsdPerMillion: 1_000_000n,
    outputMicroUsdPerMillion: 1_000_000n,
  });

/** As many statements as `work` makes at least, all of which stay with the one project. */
async function expectOneShard(atLeast: number, work: () => Promise<unknown>): Promise<void> {
  const statements = await statementsOf(work);
  expect(onTenants(statements).length).toBeGreaterThanOrEqual(atLeast);
  expect(notOnOneShard(statements)).toEqual([]);
}

/** One project is one shard: what is not pinned to a bound project would run on all of them. */
describe("every statement pins each tenant table that it names to a bound project", () => {
  test.each(Object.keys(REQUESTS) as SendingWay[])("%s, sent and sent again", async (way) => {
    const { path, body, mediaType } = REQUESTS[way](CALLS);
    await expectOneShard(15, async () => {
      for (let time = 0; time < 2; time += 1) await post(path, body, mediaType);
    });
    expect(await unpriced()).toHaveLength(1);
  });

  test("metrics, and the states of runs and jobs, reported and reported again", async () => {
    const states = [
      { id: "1", type: "run", run: "a-run", status: "testing", trigger: "schedule" },
      { id: "2", type: "job", run: "a-run", job: "a-job", agent: "Scout", status: "running" },
      { id: "3", type: "job", run: "a-run", job: "a-job", status: "completed" },
      { id: "4", type: "run", run: "a-run", status: "completed" },
    ];
    await expectOneShard(30, async () => {
      await post("/api/otel/v1/metrics", "{}");
      for (let time = 0; time < 2; time += 1)
        await post("/api/v1/usage-events", JSON.stringify(states));
    });
  });

  test("spans in any order: a job waits, is named and finished later, or given up", async () => {
    const chat = { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 100 };
    const agent = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Scout" };
    const take = (now: Date, ...spans: Parameters<typeof traceRequest>[0]) =>
      takeTraces({ db: tenantOf(projectId), projectId, now }, traceRequest(spans));
    const parent = "00000000000000a1";
    await expectOneShard(40, async () => {
      await take(NOW, { id: "00000000000000b1", parent, attributes: chat });
      await take(NOW, { id: parent, attributes: agent, endMs: END_MS + 1000 });
      const trace = "11111111111111111111111111111111";
      await take(NOW, { id: "00000000000000b2", trace, parent, attributes: chat });
      await take(new Date(NOW.getTime() + 2 * HOUR_MS), {
        id: "00000000000000c1",
        trace: "22222222222222222222222222222222",
        attributes: { ...agent, "gen_ai.usage.input_tokens": 100 },
      });
    });
    const jobs = await db.query.agentJobs.findMany({
      where: (job) => eq(job.projectId, projectId),
    });
    expect(jobs.map(({ status }) => status)).toEqual(["completed", "completed"]);
  });

  test("an import, and pricing what waits for a price", async () => {
    const file = write("usage.csv", "at,in,out,llm\n2026-11-24T10:00:00Z,100,10,house-model\n");
    const columns = "--time at --input-tokens in --output-tokens out --model llm".split(" ");
    await expectOneShard(10, async () => {
      await db.insert(agentNames).values({ ...change(), agentName: "", agentType: "testing" });
      const { exitCode } = await runAndRead(
        [file, "--project", projectId, ...columns],
        databaseUrl,
        NOW,
      );
      expect(exitCode).toBe(0);
    });
    expect(await unpriced()).toHaveLength(1);
    await setPrice();
    await expectOneShard(6, async () => {
      const [model] = await repriceProject({
        db: tenantOf(projectId),
        projectId,
        clock: () => NOW,
        isDryRun: false,
        onProgress: () => {},
        onProblem: () => {},
      });
      expect(model).toMatchObject({ model: "house-model", priced: 1 });
    });
  });

  test("credits, a refund, rebuilding and reconciling", async () => {
    const { path, body } = REQUESTS["usage events"](CALLS);
    await post(path, body);
    const scope = { projectId, now: NOW };
    const [charge] = await db
      .select({ chargeId: creditTransactions.id })
      .from(creditTransactions)
      .where(
        and(
          eq(creditTransactions.projectId, projectId),
          eq(creditTransactions.model, "claude-sonnet-4-5"),
        ),
      );
    await expectOneShard(8, async () => {
      const bought = { idempotencyKey: "bought", amountMicroUsd: 10_000n };
      await addCredits(tenantOf(scope.projectId), scope, {
        ...bought,
        kind: "purchase",
        occurredAt: NOW,
      });
      const back = { idempotencyKey: "back", amountMicroUsd: 1n };
      const refund = await refundCharge(tenantOf(scope.projectId), scope, {
        ...back,
        chargeId: charge?.chargeId ?? "",
      });
      expect(refund.outcome).toBe("recorded");
      await rebuild(tenantOf(projectId), projectId);
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    });
  });
});
