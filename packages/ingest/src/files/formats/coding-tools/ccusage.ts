import { makerOf } from "@ai-cost/pricing";
import { FieldProblem } from "../../rows/parse-cell";
import type { Fields } from "../fields";
import { aggregatedCall } from "../file-call";
import type { FileCall, FileFormat } from "../file-format";

const FORMAT = "ccusage";
const WRITTEN = ["cacheCreationTokens", "cacheCreationInputTokens"] as const;
const READ = ["cacheReadTokens", "cacheReadInputTokens", "cachedInputTokens"] as const;
const DAY_MS = 86_400_000;

/**
 * The reports of ccusage as JSON: by day, week, month, session or block of five hours. Each record is the
 * sum of the calls in a period. In most versions the record is split by model.
 */
export const ccusage: FileFormat = {
  name: FORMAT,
  title: "ccusage report",
  isAggregated: true,
  usageFields: [
    "inputTokens",
    "outputTokens",
    "reasoningOutputTokens",
    ...WRITTEN,
    ...READ,
    "totalTokens",
    "tokenCounts",
    "tokenLimitStatus",
  ],
  recognises: (record) =>
    (record.has("inputTokens") || record.has("tokenCounts.inputTokens")) &&
    (record.has("totalTokens") || record.has("totalCost") || record.has("costUSD")) &&
    !record.has("model"),
  openReader: () => readRecord,
};

interface Part {
  model: string | null;
  usage: Fields;
  costMicroUsd: bigint | null;
}

function readRecord(record: Fields): readonly FileCall[] {
  if (record.isTrue("isGap")) return [];
  const period = periodOf(record);
  return partsOf(record).flatMap(({ model, usage, costMicroUsd }) => {
    const tokens = tokensOf(usage);
    if (tokens.inputTokens === 0n && tokens.outputTokens === 0n) return [];
    return aggregatedCall({
      format: FORMAT,
      provider: model && makerOf(model),
      model,
      start: period.start,
      end: period.end,
      id: record.text("sessionId", "session"),
      groups: [
        { name: period.kind, text: period.kind },
        { name: "model", text: model },
        record.named("project", "projectPath", "directory"),
      ],
      tokens,
      // ccusage reports 0 for a model whose price it does not know, and for all models when it runs
      // without prices. Both mean an unknown cost.
      costMicroUsd: costMicroUsd || null,
    });
  });
}

/**
 * Splits a record by model. A record that is not split is one part. It has a model only if the record
 * names a single one.
 */
function partsOf(record: Fields): Part[] {
  const breakdowns = record.list("modelBreakdowns").map((usage) => ({
    model: usage.text("modelName"),
    usage,
    costMicroUsd: usage.dollars("cost", "costUSD"),
  }));
  if (breakdowns.length > 0) return breakdowns;
  const names = Object.keys(record.object("models") ?? record.object("breakdown") ?? {});
  const total = record.dollars("totalCost", "costUSD");
  const named = names.flatMap((model) => {
    const usage = record.entry("models", model) ?? record.entry("breakdown", model);
    const cost = usage?.dollars("costUSD", "cost") ?? (names.length === 1 ? total : null);
    return usage ? [{ model, usage, costMicroUsd: cost }] : [];
  });
  if (named.length > 0) return named;
  const used = [...record.values("modelsUsed"), ...record.values("models")].map(String);
  const [only = null, ...others] = used.filter((name) => name !== "<synthetic>");
  const usage = record.fields("tokenCounts") ?? record;
  return [{ model: others.length === 0 ? only : null, usage, costMicroUsd: total }];
}

/**
 * The counts of one model in a record. The input excludes cached tokens, except in some reports for Codex.
 * The total shows which of the two applies.
 */
function tokensOf(usage: Fields) {
  const input = usage.tokens("inputTokens") ?? 0n;
  const outputTokens = usage.tokens("outputTokens") ?? 0n;
  const cacheReadTokens = usage.tokens(...READ) ?? 0n;
  const cacheWriteTokens = usage.tokens(...WRITTEN) ?? 0n;
  const cached = cacheReadTokens + cacheWriteTokens;
  const isInside = usage.tokens("totalTokens") === input + outputTokens && cached <= input;
  const reasoning = usage.tokens("reasoningOutputTokens");
  return {
    inputTokens: isInside ? input : input + cached,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens,
    reasoningTokens: reasoning !== null && reasoning <= outputTokens ? reasoning : null,
  };
}

/**
 * The period of a record. A block or a session starts at any instant; the other periods are calendar
 * periods.
 */
function periodOf(record: Fields): { kind: string; start: Date; end: Date } {
  if (record.text("startTime", "blockStart") !== null) {
    const start = record.time("startTime", "blockStart");
    return { kind: "block", start, end: record.time("actualEndTime", "endTime", "blockEnd") };
  }
  if (record.text("lastActivity") !== null) {
    const last = record.time("lastActivity");
    const first = record.text("firstActivity") === null ? last : record.time("firstActivity");
    return { kind: "session", start: first, end: new Date(last.getTime() + 1) };
  }
  const month = /^(\d{4})-(\d{2})$/.exec(record.text("month") ?? "");
  if (month) {
    const [, year, number] = month.map(Number);
    const start = new Date(Date.UTC(year ?? 0, (number ?? 1) - 1));
    return { kind: "month", start, end: new Date(Date.UTC(year ?? 0, number ?? 1)) };
  }
  const kind = record.text("week") === null ? "day" : "week";
  if (record.text("date", "week") === null) throw new FieldProblem("the date is empty");
  const start = record.time("date", "week");
  return { kind, start, end: new Date(start.getTime() + (kind === "week" ? 7 : 1) * DAY_MS) };
}
