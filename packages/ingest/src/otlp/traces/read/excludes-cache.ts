import { AI_SDK_COMPLETE_COUNTS, KIND, PROVIDER } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { ProviderMetadata } from "../../semconv/provider-metadata";
import type { TraceSpan } from "./trace-span";

/**
 * Instrumentations that report Anthropic's own input count, which excludes cached tokens, and a total that
 * also excludes them.
 *
 * `@traceloop/instrumentation-anthropic` does this up to version 0.27. Later versions have the fix
 * https://github.com/traceloop/openllmetry-js/pull/1028.
 */
const EXCLUDING_SCOPES: readonly { scope: string; untilMinor: number }[] = [
  { scope: "@traceloop/instrumentation-anthropic", untilMinor: 27 },
];

/** The AI SDK's providers for Anthropic's models, at Anthropic and on Bedrock. */
const ANTHROPIC_PROVIDERS = /anthropic|amazon-bedrock/;

/**
 * Whether the span's input count excludes cached tokens; null when this is not known for the source.
 * `completeCounts` then decides by the numbers.
 */
export function inputExcludesCache(
  span: TraceSpan,
  input: bigint | null,
  metadata: ProviderMetadata,
): boolean | null {
  const { scope, attributes } = span;
  if (attributes.has(KIND.aiSdk)) return aiSdkExcludesCache(span, input, metadata);
  const rule = EXCLUDING_SCOPES.find((rule) => rule.scope === scope.name);
  const [, minor] = /^0\.(\d+)\./.exec(scope.version) ?? [];
  return rule && minor !== undefined && Number(minor) <= rule.untilMinor ? true : null;
}

/**
 * Whether the AI SDK's input count excludes cached tokens. Up to version 5, it is the provider's own
 * count. From version 6 on, it includes cached tokens, but in version 6 some spans lack the attribute that
 * shows this.
 */
function aiSdkExcludesCache(
  { attributes }: TraceSpan,
  input: bigint | null,
  metadata: ProviderMetadata,
): boolean | null {
  if (attributes.has(AI_SDK_COMPLETE_COUNTS)) return false;
  const uncachedInput = metadata.tokens("uncachedInput");
  if (uncachedInput !== null) return input === uncachedInput;
  return ANTHROPIC_PROVIDERS.test(firstText(attributes, PROVIDER) ?? "") ? true : null;
}
