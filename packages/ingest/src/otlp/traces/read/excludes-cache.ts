import { AI_SDK_WHOLE_COUNTS, KIND, PROVIDER } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { ProviderMetadata } from "../../semconv/provider-metadata";
import type { TraceSpan } from "./trace-span";

/**
 * Instrumentations that passed on Anthropic's own count as the input, with the cache beside it, and
 * a total without it.
 *
 * `@traceloop/instrumentation-anthropic` up to 0.27, mended by
 * https://github.com/traceloop/openllmetry-js/pull/1028.
 */
const LEAVES_OUT: readonly { scope: string; untilMinor: number }[] = [
  { scope: "@traceloop/instrumentation-anthropic", untilMinor: 27 },
];

/** Anthropic's models, of its own and at Bedrock, by the AI SDK's names of its providers. */
const ANTHROPIC_COUNTS = /anthropic|amazon-bedrock/;

/**
 * Whether the span's input leaves out what was read from and written to the cache; null where its
 * source is none that is known for either, and its numbers must tell.
 */
export function inputExcludesCache(
  span: TraceSpan,
  input: bigint | null,
  metadata: ProviderMetadata,
): boolean | null {
  const { scope, attributes } = span;
  if (attributes.has(KIND.aiSdk)) return aiSdkLeavesOutCache(span, input, metadata);
  const rule = LEAVES_OUT.find((rule) => rule.scope === scope.name);
  const [, minor] = /^0\.(\d+)\./.exec(scope.version) ?? [];
  return rule && minor !== undefined && Number(minor) <= rule.untilMinor ? true : null;
}

/**
 * Up to version 5 the AI SDK's input was whatever the provider calls so; from 6 on it is the whole,
 * though not every span of it says its parts.
 */
function aiSdkLeavesOutCache(
  { attributes }: TraceSpan,
  input: bigint | null,
  metadata: ProviderMetadata,
): boolean | null {
  if (attributes.has(AI_SDK_WHOLE_COUNTS)) return false;
  const uncachedInput = metadata.tokens("uncachedInput");
  if (uncachedInput !== null) return input === uncachedInput;
  return ANTHROPIC_COUNTS.test(firstText(attributes, PROVIDER) ?? "") ? true : null;
}
