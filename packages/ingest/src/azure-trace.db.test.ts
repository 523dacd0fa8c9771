import { makeIngestKey } from "@ai-cost/auth/testing";
import { modelPrices } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { storedTotals } from "@ai-cost/ledger/testing";
import { expect, test } from "vitest";
import { ingestDependencies } from "./http/dependencies";
import { logsReceiver } from "./otlp/logs/logs-receiver";
import { trace } from "./testing/azure-trace";
import { listen } from "./testing/listen";
import { keptLog } from "./testing/log";
import { REQUESTS, type SentCall, type SentRequest } from "./testing/sent-requests";
import { usageEventsEndpoint } from "./usage-events/usage-events-endpoint";

const NOW = new Date("2026-05-20T12:00:00Z");
const BATCH_CALLS = 500;
const CLIENTS = 16;

const database = testDatabase();
const { app, db, tenantOf } = database;
const log = keptLog();
const server = ingestDependencies(app.db, { clock: () => NOW, log });
const url = await listen((request) =>
  (new URL(request.url).pathname === "/api/otel/v1/logs" ? logsReceiver : usageEventsEndpoint)(
    request,
    server,
  ),
);

/** The rows of the trace as model calls, with or without a reported cost. */
const callsOf = (withCost: boolean): SentCall[] =>
  trace.csv
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line, index) => {
      const [time = "", input = "", output = ""] = line.trim().split(",");
      const [inputTokens, outputTokens] = [Number(input), Number(output)];
      return {
        id: `row-${index}`,
        time: `${time.replace(" ", "T")}Z`,
        model: "assistant",
        inputTokens,
        outputTokens,
        ...(withCost && { cost: ((inputTokens * 3 + outputTokens * 15) / 1e6).toFixed(6) }),
      };
    });

function* batchesOf(
  calls: readonly SentCall[],
  requestOf: (calls: readonly SentCall[]) => SentRequest,
) {
  for (let first = 0; first < calls.length; first += BATCH_CALLS)
    yield requestOf(calls.slice(first, first + BATCH_CALLS));
}

/**
 * Creates a project with a price for the trace's model, and returns a function that posts a request to the
 * project and returns the status.
 */
async function makeSender() {
  const projectId = await makeProject(db);
  const { text } = await makeIngestKey(db, projectId);
  await db.insert(modelPrices).values({
    projectId,
    model: "assistant",
    inputMicroUsdPerMillion: 3_000_000n,
    outputMicroUsdPerMillion: 15_000_000n,
    updatedBy: "a test",
    updatedAt: NOW,
  });
  const send = async ({ path, mediaType, body }: SentRequest) => {
    const headers = { authorization: `Bearer ${text}`, "content-type": mediaType };
    const response = await fetch(new URL(path, url), { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  };
  return { projectId, send };
}

async function expectTotals(projectId: string): Promise<void> {
  const { ledger, days, agents } = await storedTotals(database, projectId);
  const { rows, ...sums } = trace.totals;
  expect(ledger).toMatchObject({ ...sums, rows, jobs: rows });
  expect(days).toMatchObject({ ...sums, jobs: rows });
  expect(agents).toMatchObject({ ...sums, jobs: rows, completedJobs: rows });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  expect(log.lines).toEqual([]);
}

const PROTOCOLS = [
  ["OTLP log records", REQUESTS["OTLP logs, protobuf"], callsOf(false)],
  ["JSON events", REQUESTS["usage events"], callsOf(true)],
] as const;

test.each(PROTOCOLS)(
  `${trace.name} as %s has its exact totals after ${CLIENTS} clients sent every batch twice, and after one sent it again`,
  async (_, requestOf, calls) => {
    const { projectId, send } = await makeSender();
    const batches = [...batchesOf(calls, requestOf)];
    const waiting = [...batches, ...batches.toReversed()];
    const client = async () => {
      for (let request = waiting.shift(); request; request = waiting.shift())
        expect(await send(request)).toBe(200);
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    await expectTotals(projectId);

    for (const request of batches) expect(await send(request)).toBe(200);
    await expectTotals(projectId);
  },
  180_000,
);
