import type { IngestContext } from "../calls/ingest-context";
import { recordPayloads } from "../litellm/record-payloads";
import { receiveLogs } from "../otlp/logs/receive-logs";
import { receiveTraces } from "../otlp/traces/receive-traces";
import { recordUsageEvents } from "../usage-events/record-usage-events";
import { importCsv } from "./import-csv";
import { successPayload } from "./litellm-payloads";
import { apiRequest, CLAUDE_CODE } from "./otlp/claude-code-event";
import { logRequest, type TestLogRecord } from "./otlp/log-request";
import { type TestSpan, TRACE, traceRequest } from "./otlp/trace-request";

const RANDOM_ID = "chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c0";
const TIME = "2026-05-20T11:00:00.000Z";

const event = (id: string, fields: Readonly<Record<string, unknown>>) => ({
  id,
  model: "gpt-4o-mini",
  inputTokens: 10,
  outputTokens: 2,
  ...fields,
});

const EVENTS = [
  event("own-key", { cacheReadTokens: 5, run: "r", job: "j", agent: "QA", time: TIME }),
  event("no-time", {}),
  event("unpriced", { model: "house-model", time: TIME }),
  event("short", { responseId: "r-1", provider: "openai" }),
  event("long", { responseId: `${RANDOM_ID}01`, provider: "openai" }),
  event("no-provider", { responseId: `${RANDOM_ID}02`, time: TIME }),
  event("ollama", { responseId: "chatcmpl-42", provider: "ollama" }),
];

const PAYLOADS = [
  successPayload(),
  successPayload({ id: `${RANDOM_ID}03`, custom_llm_provider: "", trace_id: null }),
  successPayload({ id: "short", model: "house-model", response_cost: 0 }),
];

const genAi = (fields: TestLogRecord["attributes"]) => ({
  "gen_ai.request.model": "gpt-4o-mini",
  "gen_ai.provider.name": "openai",
  "gen_ai.usage.input_tokens": 10,
  "gen_ai.usage.output_tokens": 1,
  ...fields,
});

const GEN_AI_RECORDS: TestLogRecord[] = [
  { attributes: genAi({ "gen_ai.response.id": `${RANDOM_ID}04` }) },
  { attributes: genAi({ "log.record.uid": "one" }) },
  { timeUnixNano: "1779278398123456789", attributes: genAi({ "session.id": "a session" }) },
];

const CODEX_RECORD: TestLogRecord = {
  attributes: {
    "event.name": "codex.sse_event",
    "event.kind": "response.completed",
    "event.timestamp": "2026-05-20T11:59:59.250Z",
    "conversation.id": "conversation",
    model: "gpt-5",
    input_token_count: "10",
    output_token_count: "1",
    cached_token_count: 4,
  },
};

const CLAUDE_CODE_RECORDS: TestLogRecord[] = [
  apiRequest(),
  {
    timeUnixNano: "1779278398000000000",
    attributes: {
      "event.name": "claude_code.api_request",
      "event.timestamp": "2026-05-20T11:59:58.000Z",
      "event.sequence": 7,
      "session.id": "another session",
      model: "claude-sonnet-5",
      input_tokens: "12",
      output_tokens: "3",
    },
  },
];

const span = (id: string, attributes: NonNullable<TestSpan["attributes"]>): TestSpan => ({
  id,
  trace: TRACE,
  endMs: Date.parse(TIME),
  startMs: Date.parse(TIME) - 1_000,
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o-mini",
    "gen_ai.usage.input_tokens": 10,
    "gen_ai.usage.output_tokens": 2,
    ...attributes,
  },
});

const SPANS = [
  span("00f067aa0ba902b1", {}),
  span("00f067aa0ba902b2", {
    "gen_ai.provider.name": "openai",
    "gen_ai.response.id": `${RANDOM_ID}05`,
  }),
  span("00f067aa0ba902b3", {
    "gen_ai.provider.name": "anthropic",
    "gen_ai.response.id": "msg_1",
    "gen_ai.usage.cache_read.input_tokens": 4,
  }),
];

const CSV = `time,in,out,model\n${TIME},100,20,gpt-4o-mini\n${TIME},100,20,gpt-4o-mini\n`;

/**
 * Sends reports through every endpoint and the import: with all kinds of response ids and without one, and
 * with and without prices and times. Returns the number of events and payloads that were newly recorded,
 * and the number of refused reports.
 */
export async function sendEveryKindOfReport(
  context: IngestContext,
  writeFile: (name: string, content: string) => string,
): Promise<{ recorded: number; refused: number }> {
  const results = [
    ...(await recordUsageEvents(context, EVENTS)),
    ...(await recordPayloads(context, PAYLOADS)),
  ];
  const exports = [
    await receiveLogs(context, logRequest(GEN_AI_RECORDS, { scope: "a-scope", service: "crew" })),
    await receiveLogs(context, logRequest([CODEX_RECORD], { scope: "codex", service: "codex" })),
    await receiveLogs(context, logRequest(CLAUDE_CODE_RECORDS, CLAUDE_CODE)),
    await receiveTraces(context, traceRequest(SPANS)),
  ];
  const imported = await importCsv({
    ...context,
    clock: () => context.now,
    path: writeFile("usage.csv", CSV),
    mapping: { model: { column: "model" } },
  });
  const isRecorded = ({ result }: { result: string }) => result === "recorded";
  return {
    recorded: results.filter(isRecorded).length,
    refused:
      results.filter(({ result }) => result === "conflict" || result === "invalid").length +
      exports.reduce((sum, { rejected }) => sum + rejected, 0) +
      imported.rejected.length,
  };
}
