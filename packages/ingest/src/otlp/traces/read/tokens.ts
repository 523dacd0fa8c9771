import type { TokenCounts } from "@ai-cost/domain";
import { UnreadableField } from "../../../fields/unreadable-field";
import { CLAUDE_CODE, TOKENS } from "../../semconv/attribute-names";
import type { Attributes } from "../../semconv/attributes";
import { completeCounts, type ReportedCounts } from "../../semconv/complete-counts";
import { firstTokens } from "../../semconv/first-value";
import { ProviderMetadata } from "../../semconv/provider-metadata";
import { inputExcludesCache } from "./excludes-cache";
import type { TraceSpan } from "./trace-span";

/** The tokens of a model call's span, in our sense; null when it bears none. Throws `UnreadableField`. */
export function tokensOf(span: TraceSpan): TokenCounts | null {
  if (span.name === CLAUDE_CODE.spanName) return claudeCodeTokens(span.attributes);
  const metadata = new ProviderMetadata(span.attributes);
  const said = saidCounts(span.attributes, metadata);
  const { input, output, total } = said;
  if (input === null && output === null) return total === null ? null : totalAlone(span, total);
  return completeCounts(said, inputExcludesCache(span, input, metadata));
}

function saidCounts(attributes: Attributes, metadata: ProviderMetadata): ReportedCounts {
  const said = (kind: keyof typeof TOKENS) => firstTokens(attributes, TOKENS[kind]);
  return {
    input: said("input"),
    output: said("output"),
    cacheRead: said("cacheRead") ?? metadata.tokens("cacheRead"),
    cacheWrite: said("cacheWrite") ?? metadata.tokens("cacheWrite"),
    reasoning: said("reasoning") ?? metadata.tokens("reasoning"),
    total: said("total") ?? metadata.tokens("total"),
  };
}

/** An embedding is all input; of any other call a total alone cannot be priced. */
function totalAlone({ name, attributes }: TraceSpan, total: bigint): TokenCounts {
  const isEmbedding = /embed/i.test(
    `${name} ${attributes.text("gen_ai.operation.name")} ${attributes.text("openinference.span.kind")}`,
  );
  if (!isEmbedding && total > 0n)
    throw new UnreadableField("the total of tokens", "does not say which were input and output");
  return {
    inputTokens: total,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 0n,
    reasoningTokens: null,
  };
}

/** Its input leaves out what was read from and written to the cache. */
function claudeCodeTokens(attributes: Attributes): TokenCounts | null {
  const said = {
    input: attributes.tokens(CLAUDE_CODE.input),
    output: attributes.tokens(CLAUDE_CODE.output),
    cacheRead: attributes.tokens(CLAUDE_CODE.cacheRead),
    cacheWrite: attributes.tokens(CLAUDE_CODE.cacheWrite),
    reasoning: null,
    total: null,
  };
  return said.input === null && said.output === null ? null : completeCounts(said, true);
}
