import type { TenantDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { expect, test, vi } from "vitest";
import { END_MS, type TestSpan, traceRequest } from "../../testing/otlp/trace-request";
import { receiveTraces } from "./receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");
const AGENT = "00000000000000a1";
const WRAPPER = "00000000000000b1";
const INNER = "00000000000000c1";

const receive = (projectId: string, spans: readonly TestSpan[]) =>
  receiveTraces({ db: tenantOf(projectId), projectId, now: NOW }, traceRequest(spans));

/** Returns the calls that count, each with the sums of all its ledger rows. */
const callsOf = (projectId: string) => sql<{ input: number; cached: number; output: number }[]>`
  select sum(entry.input_tokens)::int as input, sum(entry.cache_read_tokens)::int as cached,
    sum(entry.output_tokens)::int as output
  from credit_transactions charge
  join credit_transactions entry on entry.project_id = charge.project_id
    and charge.id in (entry.id, entry.charge_id)
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
  group by charge.id
  having not bool_or(entry.idempotency_key like '%/gave-way')`;

const uncounted = {
  scope: "@traceloop/instrumentation-openai",
  version: "0.27.0",
  attributes: {
    "gen_ai.provider.name": "openai",
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5",
  },
};
const openInference = (cached: number, id: string) => ({
  scope: "@arizeai/openinference-instrumentation-openai",
  version: "4.2.7",
  attributes: {
    "openinference.span.kind": "LLM",
    "llm.model_name": "gpt-5-2025-08-07",
    "llm.system": "openai",
    "output.value": JSON.stringify({ id, object: "response", usage: {} }),
    "output.mime_type": "application/json",
    "llm.token_count.prompt": 1011,
    "llm.token_count.completion": 211,
    "llm.token_count.prompt_details.cache_read": cached,
  },
});
const sameCall = (id: string) => ({
  scope: "@opentelemetry/instrumentation-openai",
  version: "0.22.0",
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.model": "gpt-5-2025-08-07",
    "gen_ai.system": "openai",
    "gen_ai.response.id": id,
    "gen_ai.usage.input_tokens": 1011,
    "gen_ai.usage.output_tokens": 211,
  },
});
const ID = "resp_9d9613426cfd40c7b25745ea";
const CASES: [string, inner: TestSpan, wrapper: TestSpan][] = [
  ["without counts in one with counts", uncounted, openInference(640, ID)],
  ["with counts in one without", openInference(640, ID), uncounted],
  ["in one of the same id with more counts", sameCall(ID), openInference(640, ID)],
  ["in one of the same id with fewer counts", openInference(640, ID), sameCall(ID)],
];

const spansOf = (inner: TestSpan, wrapper: TestSpan): TestSpan[] => [
  { ...inner, id: INNER, parent: WRAPPER },
  { ...wrapper, id: WRAPPER, endMs: END_MS + 10 },
];

/** Returns the spans below an agent's span, together with that span. */
const withAgent = (spans: readonly TestSpan[]): TestSpan[] => [
  ...spans.map((span) => ({ ...span, parent: span.parent ?? AGENT })),
  { id: AGENT, endMs: END_MS + 20, attributes: { "gen_ai.operation.name": "invoke_agent" } },
];

async function expectOneCall(projectId: string) {
  expect([...(await callsOf(projectId))]).toEqual([{ input: 1011, cached: 640, output: 211 }]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
}

test.each(CASES)(
  "a call %s is one call in any order and any batches",
  async (_, ...nested) => {
    const spans = spansOf(...nested);
    const alone = spans.map((span) => [span]);
    for (const requests of [alone, alone.toReversed(), [spans], [spans.toReversed()]]) {
      const projectId = await makeProject(db);
      for (const request of [...requests, spans, spans.toReversed()]) {
        expect(await receive(projectId, request)).toEqual({ rejected: 0, messages: [] });
        if (request.length > 1) await expectOneCall(projectId);
      }
    }
  },
  60_000,
);

const withReasoning = (call: ReturnType<typeof sameCall>, reasoning: number) => ({
  ...call,
  attributes: { ...call.attributes, "gen_ai.usage.reasoning.output_tokens": reasoning },
});

test.each([
  ["the same id", ID, ID],
  ["different ids", "resp_1111613426cfd40c7b25745ea1", ID],
])(
  "a call and its wrapper with %s, which each report different counts, are one call with the counts of both",
  async (_, innerId, wrapperId) => {
    const spans = spansOf(withReasoning(sameCall(innerId), 64), openInference(640, wrapperId));
    const alone = spans.map((span) => [span]);
    for (const requests of [alone, alone.toReversed(), [spans]]) {
      const projectId = await makeProject(db);
      for (const request of [...requests, spans]) await receive(projectId, request);
      await expectOneCall(projectId);
      const [row] = await sql`
        select sum(amount_micro_usd)::int as cost, sum(reasoning_tokens)::int as reasoning
        from credit_transactions where project_id = ${projectId}`;
      // 371 input tokens at $1.25, 640 cached tokens at $0.125 and 211 output tokens at $10 per million.
      expect(row).toEqual({ cost: 2_654, reasoning: 64 });
    }
  },
  60_000,
);

test.each(CASES)(
  "a call %s is one call when another process receives the second span after the first one's charge is recorded and before its span is saved",
  async (_, ...nested) => {
    // A second instance of the modules shares no memory with the first one, just like another process.
    vi.resetModules();
    const { receiveTraces: receiveElsewhere } = await import("./receive-traces");
    const spans = spansOf(...nested);
    for (const [first = {}, second = {}] of [spans, spans.toReversed()]) {
      const projectId = await makeProject(db);
      const context = { db: tenantOf(projectId), projectId, now: NOW };
      const writeAtOnce: TenantDatabase["writeAtOnce"] = async (...parameters) => {
        const recorded = await context.db.writeAtOnce(...parameters);
        await receiveElsewhere(context, traceRequest([second]));
        return recorded;
      };
      await receiveTraces(
        { ...context, db: { ...context.db, writeAtOnce } },
        traceRequest([first]),
      );
      await expectOneCall(projectId);
    }
  },
  60_000,
);

test.each(CASES)(
  "a call %s is one call when both arrive at the same time",
  async (_, ...nested) => {
    const spans = spansOf(...nested);
    for (let round = 0; round < 40; round += 1) {
      const projectId = await makeProject(db);
      const sent = round % 4 < 2 ? spans : withAgent(spans);
      const order = round % 2 ? sent : sent.toReversed();
      await Promise.all(order.map((span) => receive(projectId, [span])));
      await expectOneCall(projectId);
    }
  },
  60_000,
);
