import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { serviceTierOf } from "@ai-cost/domain";
import { compoundName } from "../../../fields/compound-name";
import { parseObject } from "../../reading/notation";
import type { Fields } from "../fields";
import { exportedCall, sumOf, webSearches } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "claude-code";
const MAIN_AGENT = "Claude Code";
const SUBAGENT = "Claude Code subagent";
/**
 * The model name in messages that Claude Code itself writes, such as errors. These messages are not model
 * calls.
 */
const SYNTHETIC = "<synthetic>";

/**
 * The transcripts of Claude Code in `~/.claude/projects`. A line with usage reports a response. A streamed
 * response has several lines. The run is the session, and the job is the work of one agent in the session.
 * Prompts and responses are not read.
 */
export const claudeCode: FileFormat = {
  name: FORMAT,
  title: "Claude Code transcript",
  isAggregated: false,
  usageObject: "message.usage",
  usageFields: [
    "input_tokens",
    "cache_creation_input_tokens",
    "cache_read_input_tokens",
    "cache_creation",
    "output_tokens",
    "output_tokens_details",
    "service_tier",
    "server_tool_use",
  ],
  wantedLines: ['"usage"'],
  recognises: (record) =>
    (record.has("sessionId") && record.has("message.role")) ||
    record.hasAll("sessionId", "parentUuid") ||
    (record.text("type") === "summary" && record.has("leafUuid")),
  async openReader(path) {
    const agentOfFile = await agentTypeOf(path);
    return (record) => readRecord(record, path, agentOfFile);
  },
};

/**
 * The type of the subagent that wrote a transcript. Claude Code stores it in a file next to the
 * transcript.
 */
async function agentTypeOf(path: string): Promise<string | null> {
  if (!basename(path).startsWith("agent-")) return null;
  const text = await readFile(path.replace(/\.jsonl$/, ".meta.json"), "utf8").catch(() => "");
  const { agentType } = parseObject(text) ?? {};
  return typeof agentType === "string" ? agentType : null;
}

function readRecord(record: Fields, path: string, agentOfFile: string | null) {
  // The progress of a subagent is an entry that is nested in an entry of the main thread.
  const entry = record.fields("data.message") ?? record;
  const message = entry.fields("message");
  const usage = message?.fields("usage");
  if (!message || !usage) return [];
  const model = message.text("model");
  const tokens = tokensOf(usage);
  const isEmpty = tokens.inputTokens === 0n && tokens.outputTokens === 0n;
  if (model === SYNTHETIC || isEmpty) return [];
  const run = record.text("sessionId") ?? basename(path).replace(/\..*$/, "");
  const responseId = message.text("id");
  const requestId = entry.text("requestId") ?? record.text("requestId");
  const id = responseId ?? requestId ?? entry.text("uuid") ?? entry.text("timestamp") ?? "";
  const agentId = entry.text("agentId") ?? record.text("data.agentId") ?? "";
  const agentName = agentOf(entry, record, agentOfFile);
  const call = exportedCall({
    format: FORMAT,
    ownKey: compoundName(FORMAT, "message", id),
    responseId,
    // Claude Code's telemetry events have only the id of the request.
    otherResponseIds: requestId === null ? [] : [requestId],
    provider: providerOf(responseId ?? "", model ?? ""),
    // A model has other prices in the fast mode.
    model: model !== null && usage.text("speed") === "fast" ? `${model}-fast` : model,
    occurredAt: (entry.has("timestamp") ? entry : record).time("timestamp"),
    tokens,
    units: webSearches(usage.tokens("server_tool_use.web_search_requests")),
    serviceTier: serviceTierOf(usage.text("service_tier")),
    inferenceGeo: usage.text("inference_geo"),
    costMicroUsd: entry.dollars("costUSD"),
    run,
    agentName,
  });
  const job = compoundName(FORMAT, run, record.text("promptId") ?? agentId, agentName);
  // A resumed session starts with copies of the messages of the earlier session, under its own id. The run
  // and the job are therefore not part of the content, so that a copy is a duplicate.
  return [
    {
      ...call,
      run: { ...call.run, isAssumed: true },
      job: { externalId: job, isAssumed: true, agentName },
    },
  ];
}

/** The counts of a response. Anthropic's input count excludes cached tokens, so they are added. */
function tokensOf(usage: Fields) {
  const cacheReadTokens = usage.tokens("cache_read_input_tokens");
  const byAge = sumOf(
    usage.tokens("cache_creation.ephemeral_5m_input_tokens"),
    usage.tokens("cache_creation.ephemeral_1h_input_tokens"),
  );
  // Some proxies report a total of 0 in addition to the counts by age.
  const cacheWriteTokens = larger(usage.tokens("cache_creation_input_tokens"), byAge);
  return {
    inputTokens: sumOf(usage.tokens("input_tokens"), cacheReadTokens, cacheWriteTokens) ?? 0n,
    cacheReadTokens,
    cacheWriteTokens,
    cacheWrite1hTokens: usage.tokens("cache_creation.ephemeral_1h_input_tokens"),
    outputTokens: usage.tokens("output_tokens") ?? 0n,
  };
}

const larger = (one: bigint | null, other: bigint | null): bigint | null =>
  (other ?? -1n) > (one ?? -1n) ? other : one;

function agentOf(entry: Fields, record: Fields, agentOfFile: string | null): string {
  const named = entry.text("attributionAgent") ?? record.text("attributionAgent") ?? agentOfFile;
  if (named !== null) return named;
  const isSubagent = entry.isTrue("isSidechain") || record.has("data.message");
  return isSubagent || entry.text("agentId") !== null ? SUBAGENT : MAIN_AGENT;
}

/** The seller of a call. The message ids from Bedrock and Vertex AI have their own prefixes. */
function providerOf(messageId: string, model: string): string | null {
  if (messageId.startsWith("msg_bdrk_")) return "aws.bedrock";
  if (messageId.startsWith("msg_vrtx_")) return "gcp.vertex_ai";
  return /^claude/i.test(model) ? "anthropic" : null;
}
