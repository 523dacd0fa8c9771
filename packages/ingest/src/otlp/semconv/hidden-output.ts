import { canonicalProvider } from "@ai-cost/pricing";

/** The models whose thoughts some clients leave out of the output, so that only the total has them. */
const MODELS = /(?:^|[/.:])(?:gemini|grok)-/i;
const PROVIDERS: ReadonlySet<string | null> = new Set(["google", "x-ai"]);

/**
 * Whether the model's API counts its thoughts beside the output: Google's `thoughtsTokenCount` and xAI's
 * `reasoning_tokens` are no part of the output count. A client that reads only the output and the total
 * then reports a total that is larger than input and output. The model's name decides when there is one,
 * because Google also sells models of others.
 */
export const hidesOutput = (provider: string | null, model: string | null): boolean =>
  model === null ? PROVIDERS.has(canonicalProvider(provider)) : MODELS.test(model);
