import { knownProvider } from "../sellers/providers";

/** A spelling of a model's name to look up in the price tables. */
export interface Spelling {
  model: string;
  /** The name says that the call was made at another speed or in a batch, and this spelling does not. */
  lacksTier?: boolean;
}

/** Parts of a path that say where a model ran: `bedrock/us-east-1/…`, `azure/eu/…`, `bedrock/converse/…`. */
const PLACE =
  /^(?:converse|converse_like|invoke|eu|us|apac|global|global-standard|[a-z]{2}(?:-[a-z]+)+-\d+|[a-z]+-[a-z]+\d+)$/;

/** What can be left out of a name that the tables do not have, in this order. */
const OPTIONAL_PARTS: readonly RegExp[] = [
  // A context window, as Claude Code writes it: `claude-opus-5-5[1m]`.
  /\[[^\]]*\]$/,
  // How OpenRouter chooses among those who serve the model.
  /:(?:nitro|online|floor|exacto|extended|thinking|beta)$/,
  /[-@:]latest$/,
  // `-20250929`, `-2025-09-29`, `@20250929`, `-09-2025`.
  /[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d\d-20\d\d)(?=$|-v\d)/,
];

/** Anthropic's fast mode and the batch interfaces, whose names some clients make of the model's. */
const TIER = /(\b(?:claude|gpt|gemini)-[^/]*)-(?:fast|batch)$/;

/**
 * The names under which the price tables may have a reported model of a seller, the most literal first:
 * without the seller's own name before it, without the path to it, and without parts that do not change
 * the price. The model is in lower case.
 */
export const modelNames = (seller: string | null, model: string): Spelling[] =>
  [model, ...withoutPath(seller, model)].flatMap(spellings);

/** Fine-tuned models have prices of their own, so the name of one is only ever looked up as it is. */
export function spellings(model: string): Spelling[] {
  if (isFineTuned(model)) return [{ model }];
  const found: Spelling[] = [{ model }];
  let shorter = model;
  for (const part of OPTIONAL_PARTS) {
    const without = shorter.replace(part, "");
    if (without === shorter || without === "") continue;
    shorter = without;
    found.push({ model: shorter });
  }
  const standard = withoutTier(shorter);
  if (standard !== shorter)
    found.push(...spellings(standard).map((spelling) => ({ ...spelling, lacksTier: true })));
  return found;
}

/** `claude-opus-5-fast` → `claude-opus-5`. */
export const withoutTier = (model: string): string => model.replace(TIER, "$1");

/** `ft:gpt-4.1-mini-2025-04-14:acme::b1`, perhaps after the name of the seller. */
export const isFineTuned = (model: string): boolean => /(?:^|\/)ft:/.test(model);

/** OpenRouter's suffix for models that cost nothing. */
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
