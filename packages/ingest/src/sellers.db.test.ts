import { makeIngestKey } from "@ai-cost/auth/testing";
import { creditTransactions } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { ingestDependencies } from "./http/dependencies";
import type { Endpoint } from "./http/endpoint";
import { liteLlmEndpoint } from "./litellm/litellm-endpoint";
import { logsReceiver } from "./otlp/logs/logs-receiver";
import { otlpNotFound } from "./otlp/not-found";
import { tracesReceiver } from "./otlp/traces/traces-receiver";
import type { ClientRequest } from "./testing/client-request";
import { sampleRequests, sampleSpans } from "./testing/client-samples";
import { listen } from "./testing/listen";
import { keptLog } from "./testing/log";
import { traceRequestJson } from "./testing/otlp-json-request";
import { usageEventsEndpoint } from "./usage-events/usage-events-endpoint";

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "/api/otel/v1/traces": tracesReceiver,
  "/api/otel/v1/logs": logsReceiver,
  "/api/v1/litellm": liteLlmEndpoint,
  "/api/v1/usage-events": usageEventsEndpoint,
};

const { app, db, tenantOf } = testDatabase();
const dependencies = ingestDependencies(app.db, {
  clock: () => new Date("2026-11-28T12:00:00.000Z"),
  log: keptLog(),
});
let url: string;

beforeAll(async () => {
  url = await listen((request) =>
    (ENDPOINTS[new URL(request.url).pathname] ?? otlpNotFound)(request, dependencies),
  );
});

/** Posts the requests in order with one project's key, and returns the project's charges. */
async function chargesOf(requests: readonly ClientRequest[]) {
  const projectId = await makeProject(db);
  const { text } = await makeIngestKey(db, projectId);
  for (const { POST, body } of requests) {
    const response = await fetch(`${url}${POST}`, {
      method: "POST",
      headers: { authorization: `Bearer ${text}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  return db
    .select()
    .from(creditTransactions)
    .where(
      and(eq(creditTransactions.projectId, projectId), eq(creditTransactions.kind, "deduction")),
    )
    .orderBy(asc(creditTransactions.inputTokens));
}

type Attributes = Readonly<Record<string, string | number>>;

/** A chat span with 100,000 input tokens, or with the given attributes. */
const span = (attributes: Attributes): ClientRequest =>
  traceRequestJson(
    [
      {
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.usage.input_tokens": 100_000,
          "gen_ai.usage.output_tokens": 0,
          ...attributes,
        },
      },
    ],
    "shop",
  );

const payload = (fields: Readonly<Record<string, unknown>>): ClientRequest => ({
  POST: "/api/v1/litellm",
  body: [
    {
      id: "chatcmpl-7f3a9c2e5b814d60",
      status: "success",
      prompt_tokens: 100_000,
      completion_tokens: 0,
      total_tokens: 100_000,
      endTime: 1_795_835_937,
      ...fields,
    },
  ],
});

const openAiSdkAt = (address: string, model: string): ClientRequest =>
  span({ "gen_ai.system": "openai", "server.address": address, "gen_ai.response.model": model });

/**
 * The expected cost of a call with 100,000 input tokens, and the provider whose price applied; null when
 * the call has no price.
 */
test.each<[string, ClientRequest, [microUsd: bigint, provider: string] | null]>([
  ["Groq", openAiSdkAt("api.groq.com", "llama-3.3-70b-versatile"), [59_000n, "groq"]],
  [
    "OpenRouter",
    openAiSdkAt("openrouter.ai", "anthropic/claude-sonnet-4.5"),
    [300_000n, "openrouter"],
  ],
  ["Azure", openAiSdkAt("acme.openai.azure.com", "gpt-4o-2024-08-06"), [250_000n, "azure"]],
  ["an Azure deployment", openAiSdkAt("acme.openai.azure.com", "my-gpt4o-prod"), null],
  ["this machine", openAiSdkAt("localhost", "gpt-4o"), [250_000n, "openai"]],
  [
    "OpenRouter by a URL",
    span({
      "gen_ai.system": "openai",
      "url.full": "https://openrouter.ai/api/v1/chat/completions",
      "gen_ai.request.model": "anthropic/claude-sonnet-4.5:nitro",
    }),
    [300_000n, "openrouter"],
  ],
  [
    "Bedrock by a path",
    span({
      "gen_ai.provider.name": "bedrock",
      "gen_ai.response.model": "bedrock/eu-west-1/anthropic.claude-sonnet-4-5-20250929-v1:0",
    }),
    [330_000n, "aws"],
  ],
  [
    "a service that is named as the provider",
    span({ "gen_ai.system": "shop", "gen_ai.request.model": "claude-sonnet-4-5" }),
    [300_000n, "anthropic"],
  ],
  [
    "LiteLLM with the seller's address",
    payload({
      custom_llm_provider: "openai",
      api_base: "https://api.groq.com/openai/v1",
      model: "llama-3.3-70b-versatile",
      response_cost: null,
    }),
    [59_000n, "groq"],
  ],
  [
    "LiteLLM with 0 for a deployment",
    payload({ custom_llm_provider: "azure", model: "my-deploy", response_cost: 0 }),
    null,
  ],
  [
    "LiteLLM with 0 for a model that the table has",
    payload({ custom_llm_provider: "azure", model: "gpt-4o", response_cost: 0 }),
    [250_000n, "azure"],
  ],
  [
    "LiteLLM with 0 for a free model",
    payload({
      custom_llm_provider: "openrouter",
      model: "openrouter/some-maker/some-model:free",
      response_cost: 0,
    }),
    [0n, "openrouter"],
  ],
])("a call at %s has the price of its seller", async (_, request, expected) => {
  expect((await chargesOf([request])).map(priced)).toEqual([expected]);
});

type Charge = Awaited<ReturnType<typeof chargesOf>>[number];

const priced = ({ amountMicroUsd, price }: Charge) =>
  amountMicroUsd === null ? null : [amountMicroUsd, price?.provider];

test("a charge keeps the reported provider and model, with the table's entry and the note beside them", async () => {
  const [charge] = await chargesOf([
    span({ "gen_ai.system": "OpenAI", "gen_ai.request.model": "anthropic/claude-sonnet-4-5" }),
  ]);
  expect(charge).toMatchObject({
    provider: "openai",
    model: "anthropic/claude-sonnet-4-5",
    costSource: "price_table",
    price: {
      provider: "anthropic",
      model: "claude-sonnet-4-5",
      note: "list price of anthropic",
      tableVersion: expect.stringMatching(/^@pydantic\/genai-prices \d/),
    },
  });
});

/** The expected amounts, from the README of the samples. */
const SAMPLES: readonly [name: string, microUsd: (bigint | null)[]][] = [
  ["06-bedrock-opaque-arn", [null]],
  ["06-bedrock-region-path", [330_000n]],
  ["07-azure-deployment", [null]],
  ["08-ft-41", [800_000n]],
  ["09-openrouter-nitro", [5000n]],
  ["11-name-opus55-1m", [420_000n]],
  ["11-name-qwen", [126_000n]],
  ["12-provider-portkey", [251_000n]],
  ["12-provider-service-name", [251_000n]],
  ["25-litellm-zero-cost-unknown", [null]],
  ["30-openai-sdk-at-deepseek", [27_000n]],
  ["30-openai-sdk-at-groq", [59_000n]],
  ["30-openai-sdk-at-openrouter", [300_000n]],
];

for (const [name, amounts] of SAMPLES) {
  const requests = sampleRequests(name);
  test.runIf(requests)(`what a real client sent is priced: ${name}`, async () => {
    const charges = await chargesOf(requests ?? []);
    expect(charges.map(({ amountMicroUsd }) => amountMicroUsd)).toEqual(amounts);
  });
}

test("calls of Strands, which names the service as the provider, are priced by their model", async () => {
  const own = span({
    "gen_ai.system": "shop",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 1282,
    "gen_ai.usage.output_tokens": 482,
    "gen_ai.usage.cache_read_input_tokens": 640,
  });
  const [charge] = await chargesOf(sampleSpans("strands-chat") ?? [own]);
  expect(charge?.amountMicroUsd).toBe(7225n);
});
