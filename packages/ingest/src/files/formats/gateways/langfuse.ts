import { compoundName } from "../../../fields/compound-name";
import type { Fields } from "../fields";
import { exportedCall, sumOf } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "langfuse";
const START = ["startTime", "start_time"] as const;
const TRACE = ["traceId", "trace_id"] as const;
const USAGE = ["usageDetails", "usage_details", "usage"] as const;
const INPUT = ["inputUsage", "promptTokens", "inputTokens", "usage.input"] as const;
const OUTPUT = ["outputUsage", "completionTokens", "outputTokens", "usage.output"] as const;
const COST = [
  "totalCost",
  "calculatedTotalCost",
  "costDetails.total",
  "cost_details.total",
  "usage.totalCost",
] as const;

/**
 * The observations of Langfuse, from its web page or its API. Only generations and embeddings are model
 * calls.
 */
export const langfuse: FileFormat = {
  name: FORMAT,
  title: "Langfuse observations",
  isAggregated: false,
  usageFields: [
    ...USAGE,
    ...INPUT,
    ...OUTPUT,
    "totalUsage",
    "totalTokens",
    "usagePricingTierId",
    "usagePricingTierName",
    "providedUsageDetails",
    "tokens",
  ],
  recognises: (record) =>
    TRACE.some((name) => record.has(name)) &&
    START.some((name) => record.has(name)) &&
    record.has("id") &&
    [...USAGE, ...INPUT].some((name) => record.has(name)),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const type = record.text("type") ?? "GENERATION";
  const tokens = tokensOf(record);
  if (!/^(?:generation|embedding)$/i.test(type)) return [];
  const isEmpty = tokens.inputTokens === 0n && tokens.outputTokens === 0n;
  const costMicroUsd = record.dollars(...COST);
  if (isEmpty && !costMicroUsd && record.text("level") === "ERROR") return [];
  const trace = record.text(...TRACE) ?? "";
  const id = record.text("id") ?? "";
  const isSpan = /^[0-9a-f]{16}$/.test(id) && /^[0-9a-f]{32}$/.test(trace);
  return [
    exportedCall({
      format: FORMAT,
      // Langfuse stores the ids of spans, so a span that was also sent to this server counts once.
      ownKey: isSpan ? compoundName("span", trace, id) : compoundName(FORMAT, id),
      provider: null,
      model: record.text("model", "providedModelName", "provided_model_name", "internalModel"),
      occurredAt: record.time("endTime", "end_time", ...START),
      run: trace || null,
      agentName: record.text("traceName", "trace_name"),
      ...(isEmpty ? { tokens: null, usageGap: "no_counts" } : { tokens }),
      // Langfuse has no cost, or a cost of 0, for a model that it does not know.
      costMicroUsd: costMicroUsd || null,
    }),
  ];
}

/**
 * The counts of an observation. In Langfuse's own integrations, `input` and `output` exclude cached and
 * reasoning tokens; from other senders they include them. The total shows which of the two applies.
 */
function tokensOf(record: Fields) {
  const details = USAGE.map((name) => record.object(name)).find((object) => object !== null) ?? {};
  const counts = Object.entries(details).flatMap(([name, value]) => countOf(name, value));
  const sum = (isWanted: (name: string) => boolean): bigint | null =>
    sumOf(...counts.flatMap(([name, count]) => (isWanted(name) ? [count] : [])));
  const input = sum((name) => name === "input") ?? record.tokens(...INPUT) ?? 0n;
  const output = sum((name) => name === "output") ?? record.tokens(...OUTPUT) ?? 0n;
  const total = sum((name) => name === "total");
  const cacheReadTokens = sum(isCacheRead);
  const cacheWriteTokens = sum(isCacheWrite);
  const reasoningTokens = sum((name) => /reasoning|thoughts?|thinking/.test(name));
  const inputParts = sum((name) => name !== "input" && isInput(name)) ?? 0n;
  const outputParts = sum((name) => name !== "output" && isOutput(name)) ?? 0n;
  const areParts = total === input + output && inputParts <= input && outputParts <= output;
  return {
    inputTokens: areParts ? input : input + inputParts,
    cacheReadTokens,
    cacheWriteTokens,
    cacheWrite1hTokens: sum((name) => isCacheWrite(name) && /1h/.test(name)),
    audioInputTokens: sum((name) => isInput(name) && /audio/.test(name)),
    imageInputTokens: sum((name) => isInput(name) && /image/.test(name)),
    outputTokens: areParts ? output : output + outputParts,
    reasoningTokens,
    audioOutputTokens: sum((name) => isOutput(name) && /audio/.test(name)),
    imageOutputTokens: sum((name) => isOutput(name) && /image/.test(name)),
  };
}

function countOf(name: string, value: unknown): [string, bigint][] {
  const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  return isCount ? [[name.toLowerCase(), BigInt(value)]] : [];
}

const isCacheWrite = (name: string): boolean => /cache_?(?:creation|write)/.test(name);
const isCacheRead = (name: string): boolean => /cache/.test(name) && !isCacheWrite(name);
const isInput = (name: string): boolean => /input|prompt|cache/.test(name) && !isOutput(name);
const isOutput = (name: string): boolean =>
  /^output|completion|reasoning|thoughts?|thinking/.test(name);
