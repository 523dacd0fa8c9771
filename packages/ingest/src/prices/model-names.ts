import { knownProvider } from "../calls/provider";

/** How the price table may be asked for a model. A null provider leaves it to the model's name. */
export interface ModelName {
  provider: string | null;
  model: string;
}

/** They pass calls on to whoever the model's name says, at that seller's price. */
const GATEWAYS = new Set(["litellm", "vercel"]);

/** `us.anthropic.claude-…`, `amazon.nova-…`: the maker, perhaps after a group of regions. */
const BEDROCK_MODEL = /^(?:arn:aws|(?:(?:[a-z]{2,6}|us-gov)\.)?(\w+)\.[\w-])/;
const BEDROCK_MAKERS = new Set(
  "ai21 amazon anthropic cohere deepseek meta minimax mistral moonshot nvidia openai qwen writer".split(
    " ",
  ),
);

/**
 * The forms of a model's name under which the table may know it, most literal first. Sources put the
 * seller before it (`azure/gpt-5`), or a path (`models/gemini-2.5-pro`), or report the maker's name
 * for what another one sells (Bedrock's models through Anthropic's client). A model of one seller is
 * never taken for another's: who is asked for it and does not sell it has no price.
 */
export function modelNames(provider: string | null, model: string): ModelName[] {
  const seller = provider !== null && GATEWAYS.has(provider) ? null : provider;
  return [
    { provider: seller, model },
    ...withoutPath(seller, model),
    ...(isBedrocks(seller, model) ? [{ provider: "aws", model }] : []),
    // Only OpenAI names what it has tuned for one customer so.
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

function isBedrocks(seller: string | null, model: string): boolean {
  const match = BEDROCK_MODEL.exec(model);
  if (!match || seller === "aws") return false;
  const [, maker] = match;
  if (maker === undefined) return seller === null;
  return BEDROCK_MAKERS.has(maker) && (seller === null || seller === maker);
}
