import { canonicalProvider } from "@ai-cost/pricing";

/**
 * The models whose reasoning tokens some clients do not include in the output, so that only the total
 * includes them.
 */
const MODELS = /(?:^|[/.:])(?:gemini|grok)-/i;
const PROVIDERS: ReadonlySet<string | null> = new Set(["google", "x-ai"]);

/**
 * Whether the model's API does not include reasoning tokens in the output count. This is so for Google's
 * `thoughtsTokenCount` and xAI's `reasoning_tokens`. A client that reads only the output and the total
 * then reports a total that is larger than the sum of input and output. When the model is known, its name
 * decides, because Google also sells the models of other makers.
 */
export const hidesOutput = (provider: string | null, model: string | null): boolean =>
  model === null ? PROVIDERS.has(canonicalProvider(provider)) : MODELS.test(model);
