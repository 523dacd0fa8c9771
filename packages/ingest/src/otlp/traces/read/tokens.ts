import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import { UnreadableField } from "../../../fields/unreadable-field";
import {
  CLAUDE_CODE,
  GENKIT_OUTPUT,
  LANGFUSE_USAGE,
  LANGSMITH_DETAILS,
  MODEL,
  OUTPUT_VALUE,
} from "../../semconv/attribute-names";
import type { Attributes } from "../../semconv/attributes";
import { completeCounts } from "../../semconv/complete-counts";
import { firstText } from "../../semconv/first-value";
import { genkitCounts } from "../../semconv/genkit-counts";
import { hidesOutput } from "../../semconv/hidden-output";
import { JsonAttribute } from "../../semconv/json-attribute";
import { langfuseUsage } from "../../semconv/langfuse-usage";
import { ProviderMetadata } from "../../semconv/provider-metadata";
import { NO_COUNTS, type ReportedCounts, reportedCounts } from "../../semconv/reported-counts";
import { reportedProvider } from "../../semconv/reported-provider";
import { responseBodyCount } from "../../semconv/response-body";
import { inputExcludesCache } from "./excludes-cache";
import type { TraceSpan } from "./trace-span";

/**
 * The token counts of a model call's span; null when the span has no token counts. Throws
 * `UnreadableField`.
 */
export function tokensOf(span: TraceSpan): TokenCounts | null {
  const { name, attributes } = span;
  if (name === CLAUDE_CODE.spanName) return claudeCodeTokens(attributes);
  if (attributes.has(LANGFUSE_USAGE)) return langfuseUsage(attributes);
  const metadata = new ProviderMetadata(attributes);
  const reported = withDetails(reportedCounts(attributes), attributes);
  const counts = withRestOfTotal(withResponseBody(withMetadata(reported, metadata), attributes));
  const { input, output, total } = counts;
  if (input === null && output === null) return total === null ? null : totalOnly(span, total);
  return completeCounts(
    counts,
    inputExcludesCache(span, input, metadata),
    hidesOutput(reportedProvider(attributes), firstText(attributes, MODEL)),
  );
}

/** Adds the counts that LangSmith and Genkit report as JSON. */
function withDetails(counts: ReportedCounts, attributes: Attributes): ReportedCounts {
  if (attributes.has(GENKIT_OUTPUT)) return genkitCounts(attributes);
  const { input: inputName, output: outputName } = LANGSMITH_DETAILS;
  if (!attributes.has(inputName) && !attributes.has(outputName)) return counts;
  const input = new JsonAttribute(attributes, inputName);
  const output = new JsonAttribute(attributes, outputName);
  return {
    ...counts,
    cacheRead: counts.cacheRead ?? input.tokens([["cache_read"]]),
    cacheWrite: counts.cacheWrite ?? input.tokens([["cache_creation"]]),
    cacheWrite1h: counts.cacheWrite1h ?? input.tokens([["ephemeral_1h_input_tokens"]]),
    cacheWrite5m: counts.cacheWrite5m ?? input.tokens([["ephemeral_5m_input_tokens"]]),
    audioInput: counts.audioInput ?? input.tokens([["audio"]]),
    reasoning: counts.reasoning ?? output.tokens([["reasoning"]]),
    audioOutput: counts.audioOutput ?? output.tokens([["audio"]]),
  };
}

function withMetadata(counts: ReportedCounts, metadata: ProviderMetadata): ReportedCounts {
  if (metadata.isAbsent) return counts;
  return {
    ...counts,
    cacheRead: counts.cacheRead ?? metadata.tokens("cacheRead"),
    cacheWrite: counts.cacheWrite ?? metadata.tokens("cacheWrite"),
    cacheWrite1h:
      counts.cacheWrite1h ?? metadata.tokens("cacheWrite1h") ?? metadata.bedrockCacheWrite1h(),
    audioInput: counts.audioInput ?? metadata.modality("input", "AUDIO"),
    imageOutput: counts.imageOutput ?? metadata.modality("output", "IMAGE"),
    audioOutput: counts.audioOutput ?? metadata.modality("output", "AUDIO"),
    reasoning: counts.reasoning ?? metadata.tokens("reasoning"),
    total: counts.total ?? metadata.tokens("total"),
  };
}

/**
 * Computes a missing input from the total and the output, or a missing output from the total and the
 * input.
 */
function withRestOfTotal(counts: ReportedCounts): ReportedCounts {
  const { input, output, total } = counts;
  const rest = total === null ? 0n : total - (input ?? 0n) - (output ?? 0n);
  if ((input === null) === (output === null) || rest <= 0n) return counts;
  return { ...counts, input: input ?? rest, output: output ?? rest };
}

/**
 * Adds the cache writes from Anthropic's response. OpenInference writes them only in `output.value`: it
 * has no attribute for one-hour writes, and for LangChain none for any cache writes.
 */
function withResponseBody(counts: ReportedCounts, attributes: Attributes): ReportedCounts {
  if (!attributes.has(OUTPUT_VALUE.value)) return counts;
  return {
    ...counts,
    cacheWrite: counts.cacheWrite ?? responseBodyCount(attributes, "cache_creation_input_tokens"),
    cacheWrite1h: counts.cacheWrite1h ?? responseBodyCount(attributes, "ephemeral_1h_input_tokens"),
  };
}

/**
 * Returns the token counts of a call that reports only a total. For an embedding, the total is the input,
 * because an embedding has no output. For other calls, input and output cannot be separated, so the call
 * cannot be priced.
 */
function totalOnly({ name, attributes }: TraceSpan, total: bigint): TokenCounts {
  const isEmbedding = /embed/i.test(
    `${name} ${attributes.text("gen_ai.operation.name")} ${attributes.text("openinference.span.kind")}`,
  );
  if (!isEmbedding && total > 0n)
    throw new UnreadableField(
      "the total of tokens",
      "does not say how many are input and how many are output",
    );
  return { ...NO_TOKENS, inputTokens: total };
}

/** The token counts of Claude Code's span. Its input count excludes cached tokens, so they are added. */
function claudeCodeTokens(attributes: Attributes): TokenCounts | null {
  const counts = {
    ...NO_COUNTS,
    input: attributes.tokens(CLAUDE_CODE.input),
    output: attributes.tokens(CLAUDE_CODE.output),
    cacheRead: attributes.tokens(CLAUDE_CODE.cacheRead),
    cacheWrite: attributes.tokens(CLAUDE_CODE.cacheWrite),
  };
  return counts.input === null && counts.output === null ? null : completeCounts(counts, true);
}
