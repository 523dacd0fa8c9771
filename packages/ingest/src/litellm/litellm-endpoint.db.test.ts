import { gzipSync } from "node:zlib";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ingestDependencies } from "../http/dependencies";
import { receiveLogs } from "../otlp/logs/receive-logs";
import { receiveTraces } from "../otlp/traces/receive-traces";
import { batchesOf } from "../testing/batches";
import { listen } from "../testing/listen";
import { failurePayload, successPayload } from "../testing/litellm-payloads";
import { keptLog } from "../testing/log";
import { logRequest } from "../testing/otlp/log-request";
import { traceRequest } from "../testing/otlp/trace-request";
import { recordedUsage } from "../testing/recorded-usage";
import { tablesContaining } from "../testing/tables-containing";
import { liteLlmEndpoint } from "./litellm-endpoint";
import { liteLlmResponse } from "./response-schema";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const database = testDatabase();
const { app, db, tenantOf } = database;
const log = keptLog();
const process = ingestDependencies(app.db, { clock: () => NOW, log });
let url: string;

beforeAll(async () => {
  url = await listen((request) => liteLlmEndpoint(request, process));
});

interface Sender {
  projectId: string;
  post(body: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
  /** Posts payloads in the same way as LiteLLM and returns their results. */
  send(payloads: readonly unknown[]): Promise<unknown>;
}

async function sender(): Promise<Sender> {
  const projectId = await makeProject(db);
  const authorization = `Bearer ${(await makeIngestKey(db, projectId)).text}`;
  const post: Sender["post"] = (body, headers = {}) =>
    fetch(url, {
      method: "POST",
      body,
      headers: { authorization, "content-type": "application/json", ...headers },
    });
  const send = async (payloads: readonly unknown[]) =>
    liteLlmResponse.parse(await (await post(JSON.stringify(payloads))).json()).results;
  return { projectId, post, send };
}

const CALLS = [
  successPayload({ id: "chatcmpl-1" }),
  successPayload({ id: "chatcmpl-2", request_tags: ["agent:research"], response_cost: 0.001 }),
];

/**
 * The formats are described at https://docs.litellm.ai/docs/observability/generic_api. LiteLLM sends all
 * three as application/json.
 */
describe("each of the callback's formats counts once when it is sent twice", () => {
  test.each<[string, (string | Uint8Array)[], Record<string, string>]>([
    ["json_array", [JSON.stringify(CALLS)], {}],
    ["single", CALLS.map((payload) => JSON.stringify(payload)), {}],
    ["ndjson", [CALLS.map((payload) => JSON.stringify(payload)).join("\n")], {}],
    [
      "ndjson with its own media type, compressed",
      [gzipSync(CALLS.map((payload) => JSON.stringify(payload)).join("\n"))],
      { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
    ],
  ])("%s", async (_, bodies, headers) => {
    const { projectId, post } = await sender();
    for (const word of ["recorded", "duplicate"]) {
      for (const body of bodies) {
        const response = await post(body, headers);
        expect(response.status).toBe(200);
        const { results } = liteLlmResponse.parse(await response.json());
        expect(results.map(({ result }) => result)).toEqual(results.map(() => word));
      }
    }
    const { charges, agents } = await recordedUsage(database, projectId);
    expect(charges.map(({ key, cost }) => [key, cost])).toEqual([
      ["response/openai/chatcmpl-1", 225n],
      ["response/openai/chatcmpl-2", 1_000n],
    ]);
    expect(agents).toMatchObject([
      { agent_type: "research", cost: 1_000n, jobs: 1n },
      { agent_type: "unknown", cost: 225n, jobs: 1n },
    ]);
  });
});

test("each payload has a result, and the valid ones are recorded", async () => {
  const { projectId, send } = await sender();
  const [first] = CALLS;
  expect(await send([first])).toEqual([{ id: "chatcmpl-1", result: "recorded" }]);
  const results = await send([
    first,
    failurePayload(),
    successPayload({ id: "chatcmpl-1", prompt_tokens: 1, completion_tokens: 21 }),
    successPayload({ id: "chatcmpl-3", prompt_tokens: -1 }),
    successPayload({ id: "chatcmpl-4", endTime: 4_000_000_000 }),
    null,
    CALLS[1],
  ]);
  expect(results).toEqual([
    { id: "chatcmpl-1", result: "duplicate" },
    { id: "577bec2a-865c-4574-bb5b-62122436d768", result: "uncharged" },
    { id: "chatcmpl-1", result: "conflict", reason: expect.any(String) },
    { id: "chatcmpl-3", result: "invalid", reason: expect.stringContaining("prompt_tokens") },
    { id: "chatcmpl-4", result: "invalid", reason: expect.stringContaining("ahead of the clock") },
    { id: null, result: "invalid", reason: expect.stringContaining("must be a JSON object") },
    { id: "chatcmpl-2", result: "recorded" },
  ]);
  expect((await recordedUsage(database, projectId)).charges).toHaveLength(2);
});

test("sessions and agents whose names cannot be stored are recorded, and two of them are not mixed up", async () => {
  const { projectId, send } = await sender();
  const payloads = ["a", "b\0", "b\ud83d"].flatMap((end, index) => {
    const requester_metadata = { agent: `${"n".repeat(1_000)}${end}` };
    const named = successPayload({
      id: `chatcmpl-${index}`,
      trace_id: `${"t".repeat(1_000)}${end}`,
      metadata: { requester_metadata },
    });
    return [named, { ...named, id: `chatcmpl-again-${index}` }];
  });
  for (const result of ["recorded", "duplicate"])
    expect(await send(payloads)).toEqual(payloads.map(({ id }) => ({ id, result })));
  const { charges, jobs, runs } = await recordedUsage(database, projectId);
  expect([charges.length, jobs.length, runs.length]).toEqual([6, 3, 3]);
});

test("a batch without a valid payload gets an error status", async () => {
  const { post } = await sender();
  expect((await post(JSON.stringify([{ id: "x" }]))).status).toBe(422);
  expect((await post("not JSON")).status).toBe(400);
  expect((await post("[]")).status).toBe(200);
});

test("the number of payloads in a batch is not limited, because LiteLLM never sends a batch again", async () => {
  const { projectId, send } = await sender();
  await send(Array.from({ length: 2_500 }, (_, index) => successPayload({ id: `call-${index}` })));
  const { days } = await recordedUsage(database, projectId);
  expect(days).toMatchObject([{ cost: 562_500n, input: 25_000n, output: 50_000n }]);
});

describe("a call that two endpoints receive counts once, with the figures of the first report", () => {
  const CALL = successPayload({ id: "chatcmpl-both", trace_id: null });
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.response.id": "chatcmpl-both",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 10,
    "gen_ai.usage.output_tokens": 20,
  };
  type Report = (to: Sender) => Promise<unknown>;
  const context = ({ projectId }: Sender) => ({ db: tenantOf(projectId), projectId, now: NOW });
  const callback: Report = ({ send }) => send([CALL]);
  const trace: Report = (to) =>
    receiveTraces(
      context(to),
      traceRequest([{ attributes, endMs: NOW.getTime() - 1_000, startMs: NOW.getTime() - 2_000 }]),
    );
  const record: Report = (to) => receiveLogs(context(to), logRequest([{ attributes }]));

  test.each<[string, Report, Report, bigint]>([
    ["LiteLLM's report, then the trace of the call", callback, trace, 225n],
    ["the trace, then LiteLLM's", trace, callback, 225n],
    ["LiteLLM's, then the log record", callback, record, 225n],
    ["the log record, then LiteLLM's", record, callback, 225n],
  ])("%s", async (_, first, second, cost) => {
    const to = await sender();
    await first(to);
    const before = await recordedUsage(database, to.projectId);
    await second(to);
    const after = await recordedUsage(database, to.projectId);
    expect(after.charges).toEqual(before.charges);
    expect(after.charges).toMatchObject([{ key: "response/openai/chatcmpl-both", cost }]);
    expect(after.days).toEqual(before.days);
  });
});

test("every order, batching and repetition of payloads gives the same rows and rollups", async () => {
  const aPayload = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    trace_id: fc.constantFrom("one", "two", null),
    agent: fc.constantFrom("", "agent:research"),
    fails: fc.boolean(),
    cost: fc.nat({ max: 1_000_000 }),
    second: fc.nat({ max: 59 }),
  });
  const somePayloads = fc.uniqueArray(aPayload, { selector: ({ id }) => id, minLength: 1 });
  await fc.assert(
    fc.asyncProperty(somePayloads, fc.infiniteStream(fc.nat()), async (fields, numbers) => {
      const sent = fields.map(({ id, trace_id, agent, fails, cost, second }) =>
        (fails ? failurePayload : successPayload)({
          id,
          trace_id,
          request_tags: [agent],
          response_cost: fails ? 0 : cost / 1_000_000,
          endTime: Date.UTC(2026, 4, 19, 23, 59, 30) / 1_000 + second,
        }),
      );
      const [straight, shuffled] = [await sender(), await sender()];
      await straight.send(sent);
      for (const batch of batchesOf([...sent, ...sent], numbers)) await shuffled.send(batch);
      expect(await recordedUsage(database, shuffled.projectId)).toEqual(
        await recordedUsage(database, straight.projectId),
      );
      expect(await reconcile(tenantOf(shuffled.projectId), shuffled.projectId)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("nothing of a conversation is in the database, in a response or in the log", async () => {
  const { post } = await sender();
  const secret = "the launch code is 0000";
  const conversation = {
    messages: [{ role: "user", content: secret }],
    response: { choices: [{ message: { content: secret } }] },
    error_str: secret,
    metadata: { requester_metadata: { note: secret } },
  };
  const body = [
    successPayload(conversation),
    successPayload({ ...conversation, prompt_tokens: secret }),
    [secret],
  ];
  expect(await (await post(JSON.stringify(body))).text()).not.toContain(secret);
  expect(await (await post(`{"${secret}": `)).text()).not.toContain(secret);
  expect(JSON.stringify(log.lines)).not.toContain(secret);
  expect(await tablesContaining(database, secret)).toEqual([]);
});
