import { SERVICE_TIERS, type ServiceTier } from "@ai-cost/domain";
import { knownProvider } from "../sellers/providers";

/** A service tier, or Anthropic's fast mode, which also has its own prices. */
export type PriceTier = ServiceTier | "fast";

/**
 * Matches the segments of a path that say where a model ran, as in `bedrock/us-east-1/…`, `azure/eu/…`
 * and `bedrock/converse/…`.
 */
const PLACE =
  /^(?:converse|converse_like|invoke|eu|us|apac|global|global-standard|[a-z]{2}(?:-[a-z]+)+-\d+|[a-z]+-[a-z]+\d+)$/;

/**
 * Endings that a model's name may have in a report but not in the price tables. They are removed one after
 * the other in this order.
 */
const OPTIONAL_PARTS: readonly RegExp[] = [
  // A context window, as Claude Code writes it: `claude-opus-5-5[1m]`.
  /\[[^\]]*\]$/,
  // The suffix by which OpenRouter chooses among the companies that serve the model.
  /:(?:nitro|online|floor|exacto|extended|thinking|beta)$/,
  // How long a Claude or GPT model thinks. Cursor adds it to the name: `claude-4.6-opus-high-thinking`.
  /(?<=(?:^|[/.~])(?:claude|gpt)-[^/]*)(?:-(?:minimal|low|medium|high|xhigh|thinking))+$/,
  /[-@:]latest$/,
  // A date: `-20250929`, `-2025-09-29`, `@20250929`, `-09-2025`.
  /[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d\d-20\d\d)(?=$|-v\d)/,
];

/**
 * Matches the suffix that some clients add to a model's name for Anthropic's fast mode or for a service
 * tier. It matches only the makers below, because other makers have models whose names end like that, such
 * as `grok-4-fast`.
 */
const TIER = /((?:^|[/.~])(?:claude|gpt|gemini|o\d)\b[^/]*?)[-:](fast|batch|flex|priority)$/;

/** Returns a display name as an id, in lower case with `-` for spaces: `Claude Sonnet 4.5` → `claude-sonnet-4.5`. */
export const idOfName = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, "-");

/**
 * Returns the names under which the price tables may list a seller's model. The first is the reported
 * name. The others leave out the seller's name, the path, or endings that do not change the price. `model`
 * must be in lower case.
 */
export const modelNames = (seller: string | null, model: string): string[] =>
  [model, ...withoutPath(seller, model)].flatMap(spellings);

/**
 * Returns a name and its shorter spellings. The name of a fine-tuned model is never shortened, because
 * fine-tuned models have their own prices.
 */
export function spellings(model: string): string[] {
  if (isFineTuned(model)) return [model];
  const found = [model];
  let shorter = model;
  for (const part of OPTIONAL_PARTS) {
    const without = shorter.replace(part, "");
    if (without === shorter || without === "") continue;
    shorter = without;
    found.push(shorter);
  }
  const standard = withoutTier(shorter);
  return standard === shorter ? found : [...found, ...spellings(standard)];
}

/** Removes the suffix of a tier: `claude-opus-5-fast` → `claude-opus-5`. */
export const withoutTier = (model: string): string => model.replace(TIER, "$1");

/** Returns the tier that a name ends with; null when it ends with none. `model` must be in lower case. */
export function tierOfName(model: string): PriceTier | null {
  const [, , tier] = TIER.exec(model) ?? [];
  return PRICE_TIERS.find((known) => known === tier) ?? null;
}

const PRICE_TIERS: readonly PriceTier[] = [...SERVICE_TIERS, "fast"];

/**
 * Whether a name is that of a fine-tuned model, such as `ft:gpt-4.1-mini-2025-04-14:acme::b1`. The
 * seller's name may precede it.
 */
export const isFineTuned = (model: string): boolean => /(?:^|\/)ft:/.test(model);

/** Whether a name has the suffix that OpenRouter gives to models that cost nothing. */
export const isFree = (model: string): boolean => model.endsWith(":free");

function withoutPath(seller: string | null, model: string): string[] {
  const slash = model.indexOf("/");
  const makersName = seller === "aws" && /^claude-/.test(model) ? [`anthropic.${model}`] : [];
  if (slash < 1) return makersName;
  const [first, rest] = [model.slice(0, slash), model.slice(slash + 1)];
  // `publishers/anthropic/models/…`, `arn:aws:bedrock:us-east-1::foundation-model/…`
  if (["models", "publishers", "projects"].includes(first) || first.startsWith("arn:aws"))
    return [model.slice(model.lastIndexOf("/") + 1)];
  const isOwnName = knownProvider(first) === seller && seller !== null;
  const isGateway = ["litellm", "vercel"].includes(knownProvider(first) ?? "");
  if (!isOwnName && !isGateway && !PLACE.test(first)) return [];
  return [rest, ...withoutPath(seller, rest)];
}
