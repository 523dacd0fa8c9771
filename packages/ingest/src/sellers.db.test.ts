import { creditTransactions } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { ClientRequest } from "./testing/client-request";
import { ingestServer, type ReportedProject } from "./testing/ingest-server";
import { traceRequestJson } from "./testing/otlp-json-request";

const database = testDatabase();
const { db, tenantOf } = database;
let newProject: () => Promise<ReportedProject>;

beforeAll(async () => {
  newProject = await ingestServer(database, () => new Date("2026-11-28T12:00:00.000Z"));
});

/** Posts the request and returns the project's charges. */
async function chargesOf(request: ClientRequest) {
  const { projectId, post } = await newProject();
  expect(await post(request)).toMatchObject({ status: 200 });
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
 * Each row has the name, the request, and the expected cost of a call with 100,000 input tokens with the
 * provider whose price applies; null when the call has no price.
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
  expect((await chargesOf(request)).map(priced)).toEqual([expected]);
});

type Charge = Awaited<ReturnType<typeof chargesOf>>[number];

const priced = ({ amountMicroUsd, price }: Charge) =>
  amountMicroUsd === null ? null : [amountMicroUsd, price?.provider];

test("a charge stores the reported provider and model, and also the table's entry and the note", async () => {
  const [charge] = await chargesOf(
    span({ "gen_ai.system": "OpenAI", "gen_ai.request.model": "anthropic/claude-sonnet-4-5" }),
  );
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
