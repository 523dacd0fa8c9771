import { NO_TOKENS } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { callKeys } from "./call-keys";
import type { ReportedCall } from "./reported-call";

const CALL: ReportedCall = {
  source: "a test",
  ownKey: "span/0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331",
  responseId: "resp_68a1f0c2d9",
  provider: "openai",
  model: "gpt-5",
  run: { externalId: "a run" },
  job: { externalId: "a job", agentName: null },
  occurredAt: new Date("2026-01-01T00:00:00Z"),
  isTimeAssumed: false,
  tokens: { ...NO_TOKENS, inputTokens: 1n },
  costMicroUsd: null,
};

const keyOf = (change: Partial<ReportedCall>) => callKeys({ ...CALL, ...change }).idempotencyKey;

test.each(["openai", "OpenAI", "openai.chat", "openai.responses"])(
  "the key with provider %s is the response id, whichever endpoint receives the report",
  (provider) => {
    expect(keyOf({ provider, ownKey: "event/another/id" })).toBe("response/openai/resp_68a1f0c2d9");
  },
);

test.each<[string, Partial<ReportedCall>]>([
  ["no response id", { responseId: null }],
  ["an empty response id", { responseId: "" }],
  ["no provider", { provider: null }],
  ["an empty provider", { provider: " " }],
  ["an id of Ollama, which reuses them", { provider: "ollama", responseId: "resp_68a1f0c2d9" }],
  ["an id of Ollama through OpenAI's client", { responseId: "chatcmpl-42", model: "llama3.2" }],
  ["an id of Ollama through OpenAI's newer API", { responseId: "resp_7", model: "gpt-oss:20b" }],
])("the key with %s is the protocol's own id", (_, change) => {
  expect(keyOf(change)).toBe(CALL.ownKey);
});

/**
 * Earlier versions recorded calls under these keys, so the keys must not depend on the endpoint or the
 * model.
 */
test.each<[key: string, change: Partial<ReportedCall>]>([
  ["response/openai/resp_68a1f0c2d9", { endpointAddress: "openrouter.ai" }],
  ["response/openai/resp_68a1f0c2d9", { endpointAddress: "api.groq.com", model: "llama-3.3-70b" }],
  [
    "response/openai/resp_68a1f0c2d9",
    { provider: "openai.chat", model: "anthropic/claude-opus-5" },
  ],
  ["response/aws/resp_68a1f0c2d9", { provider: "aws.bedrock", model: "bedrock/us-east-1/x" }],
  ["response/azure/resp_68a1f0c2d9", { provider: "azure.ai.openai", model: "my-deployment" }],
  ["response/portkey/resp_68a1f0c2d9", { provider: "Portkey", model: "gpt-4o" }],
  ["response/shop/resp_68a1f0c2d9", { provider: "shop", model: "gpt-4o" }],
  ["response/qwen/resp_68a1f0c2d9", { provider: "Qwen" }],
  ["response/meta/resp_68a1f0c2d9", { provider: "meta" }],
  ["response/lm_studio/resp_68a1f0c2d9", { provider: "lm_studio" }],
  [CALL.ownKey, { provider: null, endpointAddress: "openrouter.ai" }],
])("the key stays %s, with any seller of the call", (key, change) => {
  expect(keyOf(change)).toBe(key);
});

test("the key of OpenAI's own model is a short response id too", () => {
  expect(keyOf({ responseId: "chatcmpl-42", model: "gpt-4o" })).toBe("response/openai/chatcmpl-42");
});

test("no two pairs of provider and response id have the same key", () => {
  const keys = [
    keyOf({ provider: "a/b", responseId: "c" }),
    keyOf({ provider: "a", responseId: "b/c" }),
    keyOf({ provider: "a%2Fb", responseId: "c" }),
  ];
  expect(new Set(keys).size).toBe(3);
});

test("a long key becomes a hash that no other key has", () => {
  const long = "x".repeat(600);
  const keys = [long, `${long}y`, `${long}\ud800`, `${long}\ud801`].flatMap((text) => [
    keyOf({ responseId: text }),
    keyOf({ responseId: null, ownKey: text }),
  ]);
  expect(new Set(keys).size).toBe(8);
  for (const key of keys) expect(key).toMatch(/^sha256\/[0-9a-f]{64}$/);
});

test("a long random id is the key by itself, and the keys of earlier versions are looked up", () => {
  const responseId = "msg_01XFDUDYJgAACzvnptvVoYEL";
  const call = { ...CALL, responseId, otherResponseIds: ["req_011CSHoEeqs5C35K2UUqR7Fy"] };
  expect(callKeys(call)).toEqual({
    idempotencyKey: `response/${responseId}`,
    otherKeys: ["response/req_011CSHoEeqs5C35K2UUqR7Fy"],
    earlierKeys: [
      `response/openai/${responseId}`,
      "response/openai/req_011CSHoEeqs5C35K2UUqR7Fy",
      CALL.ownKey,
    ],
  });
  expect(callKeys({ ...call, provider: null }).idempotencyKey).toBe(`response/${responseId}`);
});

test("the id of LiteLLM's proxy for a response leads to the provider's id that it contains", () => {
  const id = "resp_68a1b2c3d4e5f60718293a4b5c6d7e8f";
  const text = `litellm:custom_llm_provider:openai;model_id:a1;response_id:${id}`;
  const responseId = `resp_${Buffer.from(text).toString("base64")}`;
  expect(callKeys({ ...CALL, responseId })).toMatchObject({
    idempotencyKey: `response/${id}`,
    earlierKeys: expect.arrayContaining([`response/${responseId}`]),
  });
});

test("a call without a response id has only the protocol's own key", () => {
  expect(callKeys({ ...CALL, responseId: null })).toEqual({
    idempotencyKey: CALL.ownKey,
    otherKeys: [],
    earlierKeys: [],
  });
});
