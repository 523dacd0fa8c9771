import { describe, expect, test } from "vitest";
import { failureEntry, successEntry } from "../testing/litellm-payloads";
import { readEntry } from "./read-payload";

const NOW = new Date("2026-05-20T12:00:00.000Z");

type Change = Readonly<Record<string, unknown>>;

const callOf = (change: Change = {}) => {
  const read = readEntry(successEntry(change), NOW);
  return "call" in read ? read.call : null;
};
const problemOf = (raw: unknown) => {
  const read = readEntry(raw, NOW);
  return "problem" in read ? read.problem : null;
};

test("an answered call is one call, known by the provider's response", () => {
  expect(callOf()).toEqual({
    source: "litellm",
    ownKey: "litellm/chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    responseId: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    provider: "openai",
    model: "gpt-4o",
    run: { externalId: "3ba1c2d4-trace" },
    job: { externalId: "litellm/3ba1c2d4-trace/", agentName: null },
    occurredAt: new Date("2026-05-20T11:59:58.123Z"),
    isTimeAssumed: false,
    tokens: {
      inputTokens: 10n,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      outputTokens: 20n,
      reasoningTokens: null,
    },
    costMicroUsd: 225n,
  });
});

describe("whose work it was", () => {
  const alias = { user_api_key_alias: "team-key" };

  test.each<[string, Change, string | null]>([
    ["what the caller sent along", { requester_metadata: { agent_name: "Research" } }, "Research"],
    ["also for the spend logs", { spend_logs_metadata: { agent: "Planner" } }, "Planner"],
    ["before LiteLLM's own agent", { requester_metadata: { agent: "a" }, agent_id: "b" }, "a"],
    ["which is before the key's alias", { agent_id: "b", ...alias }, "b"],
    ["which is the last that says it", alias, "team-key"],
    ["nothing says it", {}, null],
    ["an empty name is none", { agent_id: " ", requester_metadata: { agent: "" } }, null],
    ["a name that is no text is none", { requester_metadata: { agent: 7 } }, null],
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
  ])("of the tags %j", (request_tags, agentName) => {
    expect(callOf({ request_tags, metadata: alias })?.job.agentName).toBe(agentName);
  });
});

describe("tokens, made whole", () => {
  const usage = (usage_object: Change, change: Change = {}) =>
    callOf({ metadata: { usage_object }, ...change })?.tokens;

  test("OpenAI's cached tokens and reasoning are parts", () => {
    const details = {
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 15 },
    };
    expect(usage(details)).toEqual({
      inputTokens: 10n,
      cacheReadTokens: 8n,
      cacheWriteTokens: null,
      outputTokens: 20n,
      reasoningTokens: 15n,
    });
  });

  /** https://github.com/BerriAI/litellm/blob/main/litellm/llms/anthropic/chat/transformation.py, `calculate_usage` */
  test.each<[string, number, number, number]>([
    ["Anthropic's input has its cache added by LiteLLM", 2_010, 500, 1_500],
    ["a version of 2025 left out what was written to it", 1_510, 1_500, 500],
    ["one that passes on Anthropic's own count leaves both out", 10, 500, 1_500],
  ])("%s", (_, prompt_tokens, cacheRead, cacheWrite) => {
    const cache = { cache_read_input_tokens: cacheRead, cache_creation_input_tokens: cacheWrite };
    expect(usage(cache, { prompt_tokens })).toMatchObject({
      inputTokens: 2_010n,
      cacheReadTokens: BigInt(cacheRead),
      cacheWriteTokens: BigInt(cacheWrite),
    });
  });

  test("an output that the total shows to lack its reasoning gets it", () => {
    const details = { completion_tokens_details: { reasoning_tokens: 15 } };
    expect(usage(details, { total_tokens: 45 })).toMatchObject({
      outputTokens: 35n,
      reasoningTokens: 15n,
    });
  });

  test("a reasoning that was estimated above the output is not known", () => {
    const details = { completion_tokens_details: { reasoning_tokens: 21 } };
    expect(usage(details)).toMatchObject({ outputTokens: 20n, reasoningTokens: null });
  });

  test("details come from the response where the metadata has none, and nonsense is none", () => {
    const response = { usage: { prompt_tokens_details: { cached_tokens: 4 } } };
    expect(callOf({ metadata: {}, response })?.tokens.cacheReadTokens).toBe(4n);
    expect(callOf({ metadata: null, response: "redacted-by-litellm" })).toMatchObject({
      tokens: { cacheReadTokens: null },
    });
    expect(usage({ prompt_tokens_details: { cached_tokens: -1 } })?.cacheReadTokens).toBeNull();
  });
});

describe("what it cost", () => {
  test.each<[string, Change, bigint | null]>([
    ["LiteLLM says", { response_cost: 0.0015 }, 1_500n],
    ["as text", { response_cost: "1.5e-3" }, 1_500n],
    [
      "nothing, where its own cache answered",
      { response_cost: 0, cache_hit: true, hidden_params: { response_cost: null } },
      0n,
    ],
    [
      "nothing, where a model is free",
      { response_cost: 0, hidden_params: { response_cost: 0 } },
      0n,
    ],
    [
      "unknown, where it says why",
      { response_cost: 0, response_cost_failure_debug_info: { error_str: "no price" } },
      null,
    ],
    [
      "unknown, where it kept none",
      { response_cost: 0, hidden_params: { response_cost: null } },
      null,
    ],
    ["unknown, where it says none", { response_cost: null }, null],
  ])("%s", (_, change, costMicroUsd) => {
    expect(callOf(change)).toMatchObject({ costMicroUsd });
  });
});

describe("an entry without usage is not charged", () => {
  test.each<[string, Change]>([
    ["one that failed", {}],
    ["a tool's call", { status: "success", call_type: "call_mcp_tool" }],
    ["a failure whose cost is not known", { response_cost_failure_debug_info: { error_str: "x" } }],
  ])("%s", (_, change) => {
    expect(readEntry(failureEntry(change), NOW)).toEqual({
      id: "577bec2a-865c-4574-bb5b-62122436d768",
      call: null,
    });
  });

  /** https://github.com/BerriAI/litellm/pull/39589 */
  test("but one that failed in the middle of its answer is", () => {
    const broken = failureEntry({ prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 });
    expect(readEntry(broken, NOW)).toMatchObject({ call: { tokens: { outputTokens: 3n } } });
  });

  test("and a picture, which has a cost and no tokens, is", () => {
    const picture = failureEntry({ status: "success", response_cost: 0.04 });
    expect(readEntry(picture, NOW)).toMatchObject({ call: { costMicroUsd: 40_000n } });
  });
});

describe("what it belongs to and when it was", () => {
  test("without a trace it is a job of its own in LiteLLM's day", () => {
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
    ["its end", {}, "2026-05-20T11:59:58.123Z"],
    ["else its start", { endTime: null }, "2026-05-20T11:59:56.847Z"],
    ["as text, in UTC", { endTime: "2026-05-20 11:59:58.123954" }, "2026-05-20T11:59:58.123Z"],
    ["else now", { startTime: null, endTime: 0 }, NOW.toISOString()],
  ])("%s", (_, change, at) => {
    expect(callOf(change)).toMatchObject({
      occurredAt: new Date(at),
      isTimeAssumed: at === NOW.toISOString(),
    });
  });
});

describe("what cannot be taken names the field and not what was in it", () => {
  const TOKENS = "must be a whole number";
  const COST = "must be US dollars";

  test.each<[string, Change, string]>([
    ["no id", { id: undefined }, "id is missing: it must be text"],
    ["an empty id", { id: "" }, "id must be text"],
    ["no tokens", { prompt_tokens: undefined }, `prompt_tokens is missing: it ${TOKENS}`],
    ["negative ones", { completion_tokens: -1 }, `completion_tokens ${TOKENS}`],
    ["in quotes", { prompt_tokens: "secret" }, `prompt_tokens ${TOKENS}`],
    ["beyond any", { prompt_tokens: 1e308 }, `prompt_tokens ${TOKENS}`],
    ["a half", { completion_tokens: 1.5 }, `completion_tokens ${TOKENS}`],
    ["a negative cost", { response_cost: -0.1 }, `response_cost ${COST}`],
    ["an absurd cost", { response_cost: 1e308 }, `response_cost ${COST}`],
    ["a word for a cost", { response_cost: "secret" }, `response_cost ${COST}`],
    ["a word for a time", { endTime: "secret" }, "endTime must be a time"],
    ["a time beyond any", { endTime: 1e300 }, "endTime must be a time"],
    ["another status", { status: "secret" }, "status must be success or failure"],
  ])("%s", (_, change, problem) => {
    const said = problemOf(successEntry(change));
    expect(said).toContain(problem);
    expect(said).not.toContain("secret");
  });

  test.each([null, "secret", 7, ["secret"]])("%j is no entry", (raw) => {
    expect(readEntry(raw, NOW)).toEqual({
      id: null,
      problem: "the entry must be a JSON object, as LiteLLM's generic_api callback sends it",
    });
  });

  /** `generic_api_use_v1`: every value as text, https://github.com/BerriAI/litellm/blob/main/litellm/integrations/generic_api/generic_api_callback.py */
  test("the callback's first form is none", () => {
    const first = { id: "chatcmpl-1", model: "gpt-4o", usage: "Usage(…)", cost: "0.01" };
    expect(problemOf(first)).toContain("prompt_tokens is missing");
  });
});

test("nothing that was said is kept of an entry", () => {
  const said = { metadata: { requester_metadata: { agent: "a", note: "secret" } } };
  const kept = JSON.stringify(readEntry(successEntry(said), NOW), (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(kept).not.toContain("secret");
});
