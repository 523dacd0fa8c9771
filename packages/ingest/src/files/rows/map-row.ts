import { NO_TOKENS, serviceTierOf, type TokenCounts } from "@ai-cost/domain";
import type { PriceableCall } from "@ai-cost/pricing";
import { IMPORT_FLAGS } from "../import-flags";
import type { CacheCounts } from "../mapping";
import { costOf, FieldProblem, instantOf, tokensOf } from "./parse-cell";
import type { NumberFormat } from "./parse-number";
import type { DateOrder } from "./parse-time";

/** The texts of the columns whose sum is a token count; empty when the count is not mapped. */
export type CountTexts = readonly (string | null)[];

/**
 * The text of each field in one row, without surrounding spaces; null when the field is not mapped or its
 * cell is empty.
 */
export interface RowTexts {
  time: string | null;
  inputTokens: CountTexts;
  cacheReadTokens: CountTexts;
  cacheWriteTokens: CountTexts;
  outputTokens: CountTexts;
  reasoningTokens: CountTexts;
  audioInputTokens: CountTexts;
  audioOutputTokens: CountTexts;
  serviceTier: string | null;
  batch: string | null;
  model: string | null;
  provider: string | null;
  agentType: string | null;
  run: string | null;
  cost: string | null;
}

/** The rules for reading the texts of a file. */
export interface TextRules {
  dateOrder: DateOrder | null;
  numbers: NumberFormat;
  cacheCounts: CacheCounts;
}

/**
 * The values of a row's mapped fields. They identify the row, and they determine whether a row with the
 * same key is a duplicate or a conflict.
 */
export interface MappedRow extends PriceableCall {
  tokens: TokenCounts;
  agentType: string | null;
  run: string | null;
  /**
   * The input tokens as the file gives them, without cached tokens that are counted separately; null when
   * the cell is empty.
   */
  reportedInputTokens: bigint | null;
  /** The output tokens as the file gives them; null when the cell is empty or the field is not mapped. */
  reportedOutputTokens: bigint | null;
}

/** The reason why a row cannot be recorded, as a sentence that names the field. */
export interface RowProblem {
  problem: string;
}

/**
 * Parses the fields of a row, or reports which field is invalid and why. An empty count of input or output
 * tokens is unknown; the row's `tokens` then have 0.
 */
export function mapRow(texts: RowTexts, rules: TextRules): MappedRow | RowProblem {
  try {
    const { model, provider, agentType, run } = texts;
    const occurredAt = instantOf(texts.time, rules.dateOrder);
    const count = (name: string, counts: CountTexts) => countOf(name, counts, rules.numbers);
    const reportedInputTokens = count("input tokens", texts.inputTokens);
    const reportedOutputTokens = count("output tokens", texts.outputTokens);
    const parts = {
      cacheReadTokens: count("cached input tokens", texts.cacheReadTokens),
      cacheWriteTokens: count("cache-write tokens", texts.cacheWriteTokens),
      reasoningTokens: count("reasoning tokens", texts.reasoningTokens),
      audioInputTokens: count("audio input tokens", texts.audioInputTokens),
      audioOutputTokens: count("audio output tokens", texts.audioOutputTokens),
    };
    return {
      occurredAt,
      tokens: {
        ...NO_TOKENS,
        inputTokens: allInputTokens(reportedInputTokens, parts, rules.cacheCounts),
        outputTokens: allOutputTokens(reportedOutputTokens, parts.reasoningTokens),
        ...parts,
      },
      reportedInputTokens,
      reportedOutputTokens,
      model,
      provider,
      agentType,
      run,
      costMicroUsd: costOf(texts.cost, rules.numbers),
      serviceTier: isBatch(texts.batch) ? "batch" : serviceTierOf(texts.serviceTier),
    };
  } catch (error) {
    if (error instanceof FieldProblem) return { problem: error.message };
    throw error;
  }
}

const BATCH = /^(?:true|yes|y|t|1|batch)$/i;
const NO_BATCH = /^(?:false|no|n|f|0|none|standard|default)$/i;

function isBatch(text: string | null): boolean {
  if (text === null || NO_BATCH.test(text)) return false;
  if (BATCH.test(text)) return true;
  throw new FieldProblem(`the batch flag is ${JSON.stringify(text)}; true or false is needed`);
}

/** The sum of the texts; null when the count is not mapped, or when its only column is empty. */
function countOf(name: string, texts: CountTexts, numbers: NumberFormat): bigint | null {
  const [first = null] = texts;
  if (texts.length <= 1) return first === null ? null : tokensOf(name, first, numbers);
  return texts.reduce((sum, text) => {
    if (text !== null) return sum + tokensOf(name, text, numbers);
    throw new FieldProblem(`one of the columns that add up to the ${name} is empty`);
  }, 0n);
}

interface CountedParts {
  cacheReadTokens: bigint | null;
  cacheWriteTokens: bigint | null;
}

function allInputTokens(
  reported: bigint | null,
  { cacheReadTokens, cacheWriteTokens }: CountedParts,
  cacheCounts: CacheCounts,
): bigint {
  const cached = (cacheReadTokens ?? 0n) + (cacheWriteTokens ?? 0n);
  if (cached === 0n) return reported ?? 0n;
  if (reported === null)
    throw new FieldProblem("the input tokens are empty, and there are cached ones");
  if (cacheCounts === "beside") return reported + cached;
  if (cached <= reported) return reported;
  throw new FieldProblem(
    `the cached tokens, ${cached}, are more than the input tokens, ${reported}, which include them; add ${IMPORT_FLAGS.cacheCounts} beside if the file counts them apart`,
  );
}

function allOutputTokens(reported: bigint | null, reasoning: bigint | null): bigint {
  if (reasoning === null || reasoning <= (reported ?? 0n)) return reported ?? 0n;
  throw new FieldProblem(
    `the reasoning tokens, ${reasoning}, are more than the output tokens, ${reported ?? "an empty cell"}, which include them; add up the two columns with ${IMPORT_FLAGS.outputTokens} A+B if the file counts them apart`,
  );
}
