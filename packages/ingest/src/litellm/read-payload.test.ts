import { NO_TOKENS } from "@ai-cost/domain";
import { describe, expect, test } from "vitest";
import { failurePayload, successPayload } from "../testing/litellm-payloads";
import { readPayload } from "./read-payload";

const NOW = new Date("2026-05-20T12:00:00.000Z");

type Change = Readonly<Record<string, unknown>>;

const callOf = (change: Change = {}) => {
  const read = readPayload(successPayload(change), NOW);
  return "call" in read ? read.call : null;
};
const problemOf = (raw: unknown) => {
  const read = readPayload(raw, NOW);
  return "problem" in read ? read.problem : null;
};

test("a successful payload is one call, identified by the provider's response", () => {
  expect(callOf()).toEqual({
    source: "litellm",
    ownKey: "litellm/chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    responseId: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    provider: "openai",
    endpointAddress: null,
    model: "gpt-4o",
    run: { externalId: "3ba1c2d4-trace" },
    job: { externalId: "litellm/3ba1c2d4-trace/", agentName: null },
    occurredAt: new Date("2026-05-20T11:59:58.123Z"),
    isTimeAssumed: false,
    tokens: { ...NO_TOKENS, inputTokens: 10n, outputTokens: 20n },
    units: null,
    serviceTier: null,
    costShares: null,
    costMicroUsd: 225n,
  });
});

describe("the agent's name", () => {
  const alias = { user_api_key_alias: "team-key" };

  test.each<[string, Change, string | null]>([
    [
      "comes from the caller's metadata",
      { requester_metadata: { agent_name: "Research" } },
      "Research",
    ],
    [
      "comes from the caller's metadata for the spend logs",
      { spend_logs_metadata: { agent: "Planner" } },
      "Planner",
    ],
    [
      "comes from the caller before LiteLLM's own agent",
      { requester_metadata: { agent: "a" }, agent_id: "b" },
      "a",
    ],
    ["comes from LiteLLM's own agent before the key's alias", { agent_id: "b", ...alias }, "b"],
    ["comes from the key's alias last", alias, "team-key"],
    ["is null when nothing names it", {}, null],
    ["is never empty", { agent_id: " ", requester_metadata: { agent: "" } }, null],
    ["is never a number", { requester_metadata: { agent: 7 } }, null],
  ])("%s", (_, metadata, agentName) => {
    expect(callOf({ metadata })?.job).toEqual({
      externalId: `litellm/3ba1c2d4-trace/${agentName ?? ""}`,
      agentName,
    });
  });

  test.each<[unknown, string]>([
    [["prod", "agent:research"], "research"],
    [["Agent=Test Writer"], "Test Writer"],
    [["agents:all", 7, null], "team-key"],
    ["agent:research", "team-key"],
  ])("with the tags %j is %s", (request_tags, agentName) => {
    expect(callOf({ request_tags, metadata: alias })?.job.agentName).toBe(agentName);
  });
});

describe("tokens", () => {
  const usage = (usage_object: Change, change: Change = {}) =>
    callOf({ metadata: { usage_object }, ...change })?.tokens;

  test("include OpenAI's cached tokens and reasoning already", () => {
    const details = {
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 15 },
    };
    expect(usage(details)).toEqual({
      ...NO_TOKENS,
      inputTokens: 10n,
      cacheReadTokens: 8n,
      outputTokens: 20n,
      reasoningTokens: 15n,
    });
  });

  /**
   * The cases follow `calculate_usage` in
   * https://github.com/BerriAI/litellm/blob/main/litellm/llms/anthropic/chat/transformation.py
   */
  test.each<[string, number, number, number]>([
    ["LiteLLM adds the cached tokens to Anthropic's input", 2_010, 500, 1_500],
    ["a version of 2025 left out the tokens written to the cache", 1_510, 1_500, 500],
    ["a version that passes on Anthropic's own count leaves both out", 10, 500, 1_500],
  ])("%s", (_, prompt_tokens, cacheRead, cacheWrite) => {
    const cache = { cache_read_input_tokens: cacheRead, cache_creation_input_tokens: cacheWrite };
    expect(usage(cache, { prompt_tokens })).toMatchObject({
      inputTokens: 2_010n,
      cacheReadTokens: BigInt(cacheRead),
      cacheWriteTokens: BigInt(cacheWrite),
    });
  });

  test("get the reasoning added when the total shows that the output lacks it", () => {
    const details = { completion_tokens_details: { reasoning_tokens: 15 } };
    expect(usage(details, { total_tokens: 45 })).toMatchObject({
      outputTokens: 35n,
      reasoningTokens: 15n,
    });
  });

  test("include audio, images and one-hour cache writes", () => {
    const details = {
      cache_creation_input_tokens: 5,
      prompt_tokens_details: {
        audio_tokens: 2,
        image_tokens: 3,
        cache_creation_token_details: { ephemeral_1h_input_tokens: 4 },
      },
      completion_tokens_details: { audio_tokens: 6, image_tokens: 15 },
    };
    expect(usage(details)).toMatchObject({
      cacheWrite1hTokens: 4n,
      audioInputTokens: 2n,
      imageInputTokens: 3n,
      audioOutputTokens: 6n,
      imageOutputTokens: null,
    });
  });

  test("include Gemini's reasoning when only the total includes it", () => {
    const gemini = { custom_llm_provider: "gemini", model: "gemini-2.5-flash", total_tokens: 100 };
    expect(usage({}, gemini)).toMatchObject({ inputTokens: 10n, outputTokens: 90n });
    expect(usage({}, { total_tokens: 100 })).toMatchObject({ outputTokens: 20n });
  });

  test("have no reasoning count when LiteLLM's estimate is larger than the output", () => {
    const details = { completion_tokens_details: { reasoning_tokens: 21 } };
    expect(usage(details)).toMatchObject({ outputTokens: 20n, reasoningTokens: null });
  });

  test("come from the response when the metadata has no usage, and invalid counts are ignored", () => {
    const response = { usage: { prompt_tokens_details: { cached_tokens: 4 } } };
    expect(callOf({ metadata: {}, response })?.tokens?.cacheReadTokens).toBe(4n);
    expect(callOf({ metadata: null, response: "redacted-by-litellm" })).toMatchObject({
      tokens: { cacheReadTokens: null },
    });
    expect(usage({ prompt_tokens_details: { cached_tokens: -1 } })?.cacheReadTokens).toBeNull();
  });
});

test.each<[string, Change, object]>([
  [
    "the tier that served the call",
    { response: { service_tier: "flex" } },
    { serviceTier: "flex" },
  ],
  [
    "the tier that was asked for",
    { model_parameters: { service_tier: "priority" } },
    { serviceTier: "priority" },
  ],
  ["the standard tier", { response: { service_tier: "default" } }, { serviceTier: null }],
  [
    "web searches",
    { metadata: { usage_object: { server_tool_use: { web_search_requests: 2 } } } },
    { units: { web_search: 2 } },
  ],
  [
    "the shares of its cost",
    { cost_breakdown: { input_cost: 0.000025, output_cost: 0.0002, tool_usage_cost: 0 } },
    {
      costShares: [
        { kind: "input", share: 25_000n },
        { kind: "output", share: 200_000n },
      ],
    },
  ],
])("a payload says %s", (_, change, call) => {
  expect(callOf(change)).toMatchObject(call);
});

describe("the cost", () => {
  test.each<[string, Change, bigint | null]>([
    ["is what LiteLLM reports", { response_cost: 0.0015 }, 1_500n],
    ["can be text", { response_cost: "1.5e-3" }, 1_500n],
    [
      "is 0 when LiteLLM's own cache answered",
      { response_cost: 0, cache_hit: true, hidden_params: { response_cost: null } },
      0n,
    ],
    ["is 0 when the model is free", { response_cost: 0, hidden_params: { response_cost: 0 } }, 0n],
    [
      "is unknown when LiteLLM gives a reason",
      { response_cost: 0, response_cost_failure_debug_info: { error_str: "no price" } },
      null,
    ],
    [
      "is unknown when the hidden parameters have none",
      { response_cost: 0, hidden_params: { response_cost: null } },
      null,
    ],
    ["is unknown when it is 0 and nothing says why", { response_cost: 0, hidden_params: {} }, null],
    [
      "is unknown when it is 0 without hidden parameters",
      { response_cost: 0, hidden_params: null },
      null,
    ],
    ["is unknown when LiteLLM reports none", { response_cost: null }, null],
  ])("%s", (_, change, costMicroUsd) => {
    expect(callOf(change)).toMatchObject({ costMicroUsd });
  });
});

/** The counts and the cost of a payload without usage. */
const NO_USAGE = {
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  response_cost: 0,
  hidden_params: {},
};

describe("a payload without usage has no call", () => {
  test.each<[string, Change]>([
    ["a failure", {}],
    ["a call of a tool", { status: "success", call_type: "call_mcp_tool" }],
    ["a failure whose cost is unknown", { response_cost_failure_debug_info: { error_str: "x" } }],
  ])("%s", (_, change) => {
    expect(readPayload(failurePayload(change), NOW)).toEqual({
      id: "577bec2a-865c-4574-bb5b-62122436d768",
      call: null,
    });
  });

  test.each<[string, Change]>([
    ["a response from LiteLLM's cache", { cache_hit: true }],
    ["a moderation, which is free", { call_type: "amoderation" }],
  ])("%s", (_, change) => {
    expect(callOf({ ...NO_USAGE, ...change })).toBeNull();
  });

  test("but an answered call without usage is recorded with unknown tokens", () => {
    expect(callOf(NO_USAGE)).toMatchObject({
      tokens: null,
      costMicroUsd: null,
      usageGap: "no_counts",
    });
  });

  /** This behaviour is described in https://github.com/BerriAI/litellm/pull/39589 */
  test("a call that failed in the middle of its response is charged", () => {
    const broken = failurePayload({ prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 });
    expect(readPayload(broken, NOW)).toMatchObject({ call: { tokens: { outputTokens: 3n } } });
  });

  test("an image, which has a cost and no tokens, is charged", () => {
    const picture = failurePayload({ status: "success", response_cost: 0.04 });
    expect(readPayload(picture, NOW)).toMatchObject({ call: { costMicroUsd: 40_000n } });
  });
});

describe("the run, the job and the time", () => {
  test("a payload without a trace is a job of its own, in a run of LiteLLM's day", () => {
    expect(callOf({ trace_id: null })).toMatchObject({
      run: { externalId: "litellm/2026-05-20", isAssumed: true },
      job: {
        externalId: "litellm/chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
        isAssumed: true,
        finished: { status: "completed", at: new Date("2026-05-20T11:59:58.123Z") },
      },
    });
    expect(callOf({ trace_id: "", status: "failure" })?.job.finished?.status).toBe("failed");
  });

  test.each<[string, Change, string]>([
    ["the time is the end", {}, "2026-05-20T11:59:58.123Z"],
    ["the time is the start without an end", { endTime: null }, "2026-05-20T11:59:56.847Z"],
    [
      "a time as text is in UTC",
      { endTime: "2026-05-20 11:59:58.123954" },
      "2026-05-20T11:59:58.123Z",
    ],
    [
      "without a time it is the time of receipt",
      { startTime: null, endTime: 0 },
      NOW.toISOString(),
    ],
  ])("%s", (_, change, at) => {
    expect(callOf(change)).toMatchObject({
      occurredAt: new Date(at),
      isTimeAssumed: at === NOW.toISOString(),
    });
  });
});

describe("the problem of an invalid payload names the field and not its value", () => {
  const TOKENS = "must be a whole number";
  const COST = "must be US dollars";

  test.each<[string, Change, string]>([
    ["no id", { id: undefined }, "id is missing: it must be text"],
    ["an empty id", { id: "" }, "id must be text"],
    ["no tokens", { prompt_tokens: undefined }, `prompt_tokens is missing: it ${TOKENS}`],
    ["negative tokens", { completion_tokens: -1 }, `completion_tokens ${TOKENS}`],
    ["tokens as text", { prompt_tokens: "secret" }, `prompt_tokens ${TOKENS}`],
    ["a very large number of tokens", { prompt_tokens: 1e308 }, `prompt_tokens ${TOKENS}`],
    ["half a token", { completion_tokens: 1.5 }, `completion_tokens ${TOKENS}`],
    ["a negative cost", { response_cost: -0.1 }, `response_cost ${COST}`],
    ["a very large cost", { response_cost: 1e308 }, `response_cost ${COST}`],
    ["a word as the cost", { response_cost: "secret" }, `response_cost ${COST}`],
    ["a word as the time", { endTime: "secret" }, "endTime must be a time"],
    ["a time beyond every date", { endTime: 1e300 }, "endTime must be a time"],
    ["an unknown status", { status: "secret" }, "status must be success or failure"],
  ])("%s", (_, change, problem) => {
    const actual = problemOf(successPayload(change));
    expect(actual).toContain(problem);
    expect(actual).not.toContain("secret");
  });

  test.each([null, "secret", 7, ["secret"]])("%j is not a payload", (raw) => {
    expect(readPayload(raw, NOW)).toEqual({
      id: null,
      problem: "the payload must be a JSON object, as LiteLLM's generic_api callback sends it",
    });
  });

  /**
   * `generic_api_use_v1` sends every value as text:
   * https://github.com/BerriAI/litellm/blob/main/litellm/integrations/generic_api/generic_api_callback.py
   */
  test("the callback's first format is invalid", () => {
    const first = { id: "chatcmpl-1", model: "gpt-4o", usage: "Usage(…)", cost: "0.01" };
    expect(problemOf(first)).toContain("prompt_tokens is missing");
  });
});

test("neither the conversation nor other metadata is read", () => {
  const fields = { metadata: { requester_metadata: { agent: "a", note: "secret" } } };
  const kept = JSON.stringify(readPayload(successPayload(fields), NOW), (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(kept).not.toContain("secret");
});
