import { knownProvider } from "./providers";

/** A name to look up in the price table. Without a provider, the model's name alone decides. */
export interface ModelName {
  provider: string | null;
  model: string;
}

/** Gateways pass a call on to the provider that the model's name says, at that provider's price. */
const GATEWAYS = new Set(["litellm", "vercel"]);

/** `us.anthropic.claude-…`, `amazon.nova-…`: the maker, perhaps after a group of regions. */
const BEDROCK_MODEL = /^(?:arn:aws|(?:(?:[a-z]{2,6}|us-gov)\.)?(\w+)\.[\w-])/;
const BEDROCK_MAKERS = new Set(
  "ai21 amazon anthropic cohere deepseek meta minimax mistral moonshot nvidia openai qwen writer".split(
    " ",
  ),
);

/**
 * The names under which the price table may have a reported model, the most literal first. Reports put
 * the seller before the name (`azure/gpt-5`) or a path (`models/gemini-2.5-pro`), or give the maker as
 * the provider of a model that another company sells (Bedrock's models through Anthropic's client). A
 * known seller is never replaced by another: a model that it does not sell has no price.
 */
export function modelNames(provider: string | null, model: string): ModelName[] {
  const seller = provider !== null && GATEWAYS.has(provider) ? null : provider;
  return [
    { provider: seller, model },
    ...withoutPath(seller, model),
    ...(isSoldByBedrock(seller, model) ? [{ provider: "aws", model }] : []),
    // Only OpenAI gives such names to models that it has fine-tuned for a customer.
    ...(seller === null && model.startsWith("ft:") ? [{ provider: "openai", model }] : []),
  ];
}

function withoutPath(seller: string | null, model: string): ModelName[] {
  const slash = model.indexOf("/");
  if (slash < 1) return [];
  const first = model.slice(0, slash);
  if (first === "models" || first === "publishers")
    return [{ provider: seller ?? "google", model: model.slice(model.lastIndexOf("/") + 1) }];
  const named = knownProvider(first);
  if (named === null || (seller !== null && seller !== named)) return [];
  return modelNames(named, model.slice(slash + 1));
}

function isSoldByBedrock(seller: string | null, model: string): boolean {
  const match = BEDROCK_MODEL.exec(model);
  if (!match || seller === "aws") return false;
  const [, maker] = match;
  if (maker === undefined) return seller === null;
  return BEDROCK_MAKERS.has(maker) && (seller === null || seller === maker);
}
