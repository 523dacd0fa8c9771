import { testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeAll, describe, expect, test } from "vitest";
import type { ClientRequest } from "./testing/client-request";
import { sampleNames, sampleRequests, sampleSpans } from "./testing/client-samples";
import { type CountedCall, countedCalls } from "./testing/counted-calls";
import { ingestServer, type ReportedProject } from "./testing/ingest-server";
import { traceRequestJson } from "./testing/otlp-json-request";

/** The expected calls, each as input tokens, output tokens and micro-dollars, and the expected jobs. */
interface Expected {
  calls: readonly [input: number | null, output: number | null, microUsd: number | null][];
  gap?: string;
  agent?: string;
  jobs?: number;
}

/** The correct results, from the README of the samples. Null is an unknown count or an unknown cost. */
const REQUESTS: Readonly<Record<string, Expected>> = {
  "02-cache-more-than-input": { calls: [[5100, 10, 1950]] },
  "03a-1h-write-otel-anthropic-sdk": { calls: [[100_100, 10, 600_450]] },
  "04a-flex-otel": { calls: [[1_000_000, 0, 625_000]] },
  "05a-llm-in-llm": { calls: [[5000, 100, 16_500]] },
  "05b-sdk-behind-litellm": { calls: [[5000, 100, 16_500]] },
  "05c-span-and-log-same-call": { calls: [[1000, 100, 2250]] },
  "05d-duplicates-last-is-whole": { calls: [[1000, 350, 8250]] },
  "06-bedrock-opaque-arn": { calls: [[1000, 10, null]] },
  "06-bedrock-region-path": { calls: [[100_000, 0, 330_000]] },
  "07-azure-deployment": { calls: [[1000, 10, null]] },
  "08-ft-41": { calls: [[1_000_000, 0, 800_000]] },
  "09-openrouter-nitro": { calls: [[100_000, 0, 5000]] },
  "11-name-opus55-1m": { calls: [[100_000, 1000, 420_000]] },
  "11-name-qwen": { calls: [[100_000, 1000, 126_000]] },
  "12-provider-portkey": { calls: [[100_000, 100, 251_000]] },
  "12-provider-service-name": { calls: [[100_000, 100, 251_000]] },
  "13-gemini-hidden-thoughts": { calls: [[55, 945, 2379]] },
  "14-web-search": { calls: [[1000, 100, 34_500]] },
  "15a-audio-input": { calls: [[10_000, 0, 60_000]] },
  "18-stream-without-usage": { calls: [[null, null, null]], gap: "no_counts" },
  "19-langfuse-sdk-span": { calls: [[1250, 450, 6825]] },
  "25-litellm-zero-cost-unknown": { calls: [[1000, 10, null]] },
  "30-openai-sdk-at-deepseek": { calls: [[100_000, 0, 27_000]] },
  "30-openai-sdk-at-groq": { calls: [[100_000, 0, 59_000]] },
  "30-openai-sdk-at-openrouter": { calls: [[100_000, 0, 300_000]] },
  "33-gemini-conventions-thoughts-apart": { calls: [[55, 945, 2379]] },
};

/**
 * The input count of LangChain's calls was removed from the samples together with the prompts. The
 * expected input is therefore the total minus the output.
 */
const SPANS: Readonly<Record<string, Expected>> = {
  "aisdk7-tool-loop": {
    calls: [
      [2043, 343, 4544],
      [2044, 344, 4555],
    ],
    agent: "testing",
    jobs: 1,
  },
  "anthropic-sdk-1h-cache": { calls: [[5555, 305, 8640]] },
  "langfuse-generation": {
    calls: [
      [1250, 450, 6825],
      [1251, 451, 5354],
    ],
  },
  "openinference-langgraph": {
    calls: [
      [1169, 369, 6612],
      [1170, 370, 6625],
    ],
    agent: "documentation",
    jobs: 1,
  },
  "openinference-over-anthropic-sdk-1x": { calls: [[5501, 251, 6993]] },
  "otel-openai-no-cached": { calls: [[1061, 261, 5262]], gap: "no_cached_tokens" },
  "strands-chat": {
    calls: [
      [1282, 482, 7225],
      [1283, 483, 7238],
    ],
    jobs: 2,
  },
};

const database = testDatabase();
let newProject: () => Promise<ReportedProject>;

beforeAll(async () => {
  newProject = await ingestServer(database, () => new Date("2026-11-28T12:00:00.000Z"));
});

/** Posts the requests twice to a new project, and checks its calls after both times. */
async function expectCalls(requests: readonly ClientRequest[], expected: Expected) {
  const { projectId, post } = await newProject();
  for (const time of ["once", "twice"]) {
    for (const request of requests) expect([200, 422]).toContain((await post(request)).status);
    expect({ sent: time, ...answerOf(await countedCalls(database, projectId), expected) }).toEqual({
      sent: time,
      ...expected,
    });
  }
  expect(await reconcile(database.tenantOf(projectId), projectId)).toEqual([]);
}

/** Returns the counted usage, with only the fields that the expectation has. */
const answerOf = (calls: readonly CountedCall[], { gap, agent, jobs }: Expected): Expected => ({
  calls: calls.map(({ input, output, microUsd }) => [input, output, microUsd]),
  ...(gap && { gap: distinct(calls.map((call) => call.gap)) }),
  ...(agent && { agent: distinct(calls.map((call) => call.agent)) }),
  ...(jobs && { jobs: new Set(calls.map((call) => call.job)).size }),
});

/**
 * Returns the value that all calls have in common. Different values are joined, so that the test fails.
 */
const distinct = (values: readonly (string | null)[]): string => [...new Set(values)].join();

const SAMPLES = [
  ...Object.entries(REQUESTS).map(([name, expected]) => {
    const requests = sampleRequests(name);
    return { name, expected, deliveries: requests && [requests, requests.toReversed()] };
  }),
  ...Object.entries(SPANS).map(([name, expected]) => {
    const spans = sampleSpans(name);
    const single = spans?.map((span) => traceRequestJson([span], "shop"));
    const deliveries = spans &&
      single && [[traceRequestJson(spans, "shop")], single, single.toReversed()];
    return { name, expected, deliveries };
  }),
];

describe("what real clients sent is counted once at its right price, in any order", () => {
  for (const { name, expected, deliveries } of SAMPLES) {
    test.runIf(deliveries)(name, async () => {
      for (const requests of deliveries ?? []) await expectCalls(requests, expected);
    });
  }
});

test("every sample has an expectation", () => {
  expect(Object.keys(REQUESTS)).toEqual(expect.arrayContaining(sampleNames("requests")));
  expect(Object.keys(SPANS)).toEqual(expect.arrayContaining(sampleNames("spans")));
});

test("a usage event with more cached tokens than input is refused with the reason", async () => {
  const { projectId, post } = await newProject();
  const event = { provider: "anthropic", model: "claude-sonnet-4-5" };
  const { body } = await post({
    POST: "/api/v1/usage-events",
    body: [{ id: "e1", ...event, inputTokens: 100, outputTokens: 10, cacheReadTokens: 5000 }],
  });
  expect(JSON.parse(body)).toMatchObject({
    results: [{ id: "e1", result: "invalid", reason: expect.stringContaining("cacheReadTokens") }],
  });
  expect(await countedCalls(database, projectId)).toEqual([]);
});
