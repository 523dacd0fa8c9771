import { expect, test } from "vitest";
import { callKey } from "./call-key";
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
  tokens: {
    inputTokens: 1n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 1n,
    reasoningTokens: null,
  },
  costMicroUsd: null,
};

const keyOf = (change: Partial<ReportedCall>) => callKey({ ...CALL, ...change });

test.each(["openai", "OpenAI", "openai.chat", "openai.responses"])(
  "%s gives the provider's id of a response, whoever reports it",
  (provider) => {
    expect(keyOf({ provider, ownKey: "event/another/way" })).toBe(
      "response/openai/resp_68a1f0c2d9",
    );
  },
);

test.each<[string, Partial<ReportedCall>]>([
  ["no id of the response", { responseId: null }],
  ["an empty one", { responseId: "" }],
  ["no provider", { provider: null }],
  ["an empty one", { provider: " " }],
  ["Ollama's ids, which come again", { provider: "ollama", responseId: "resp_68a1f0c2d9" }],
  ["through OpenAI's client as well", { responseId: "chatcmpl-42", model: "llama3.2" }],
  ["and its newer one", { responseId: "resp_7", model: "gpt-oss:20b" }],
])("with %s the protocol's own identity counts", (_, change) => {
  expect(keyOf(change)).toBe(CALL.ownKey);
});

test("a short id of OpenAI's own models is one", () => {
  expect(keyOf({ responseId: "chatcmpl-42", model: "gpt-4o" })).toBe("response/openai/chatcmpl-42");
});

test("no two pairs of provider and id make one key", () => {
  const keys = [
    keyOf({ provider: "a/b", responseId: "c" }),
    keyOf({ provider: "a", responseId: "b/c" }),
    keyOf({ provider: "a%2Fb", responseId: "c" }),
  ];
  expect(new Set(keys).size).toBe(3);
});

test("a long key is hashed, never into another's", () => {
  const long = "x".repeat(600);
  const keys = [long, `${long}y`, `${long}\ud800`, `${long}\ud801`].flatMap((text) => [
    keyOf({ responseId: text }),
    keyOf({ responseId: null, ownKey: text }),
  ]);
  expect(new Set(keys).size).toBe(8);
  for (const key of keys) expect(key).toMatch(/^sha256\/[0-9a-f]{64}$/);
});
