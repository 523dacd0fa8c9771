import { type ServiceTier, serviceTierOf, type TokenCounts } from "@ai-cost/domain";

/**
 * The information in the name of a billed item, from a row of a cloud's bill. Examples of names are
 * `USE1-Claude4.5Sonnet-cache-read-input-token-count` of AWS, `gpt 4.1 mini Inp glbl Tokens` of Azure and
 * `Gemini 2.5 Pro Text Output - Predictions` of Google.
 */
export interface CloudUsage {
  model: string | null;
  /**
   * The token counts of the row; null when the unit of the row does not determine the number of tokens.
   */
  tokens: Partial<TokenCounts> | null;
  serviceTier: ServiceTier | null;
}

/** Reads the name of the billed item, and the quantity with its unit, such as 100 of `1K tokens`. */
export function cloudUsageOf(name: string, quantity: string | null, unit: string): CloudUsage {
  const isScale = BARE_SCALE.test(unit) && /\btokens?\b/i.test(name);
  const count = tokenCount(quantity, isScale ? `${unit.trim()} tokens` : `${unit} ${name}`);
  return {
    model: modelIn(name),
    tokens: count === null ? null : tokensOf(name, count),
    serviceTier: serviceTierOf(/\b(batch|flex|priority)\b/i.exec(name)?.[1] ?? null),
  };
}

const FAMILY =
  /(?:gpt|claude|gemini|llama|mistral|mixtral|nova|titan|deepseek|grok|qwen|command|embed|text-embedding|o\d)(?:[\s.-]*(?:\d[\d.]*[a-z]?\b|\d[\d.]*(?=[A-Z])|mini|nano|pro|flash|lite|turbo|opus|sonnet|haiku|large|small|micro|premier|codex|image|express))*/i;

/** The id of the model that a text names: `Claude4.5Sonnet` → `claude-sonnet-4-5`. */
function modelIn(text: string): string | null {
  const found = FAMILY.exec(text.replace(/^[A-Z]{2,4}\d-/, ""))?.[0];
  if (!found) return null;
  const name = found
    .replace(/([a-z])(\d)/gi, (both, letter: string, digit: string) =>
      /^o$/i.test(letter) ? both : `${letter}-${digit}`,
    )
    .replace(/(\d)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[\s-]+/g, "-")
    .replace(/[-.]+$/, "");
  const [, version, tier] = /^claude-([\d.]+)-(opus|sonnet|haiku)$/.exec(name) ?? [];
  if (version && tier && !version.startsWith("3"))
    return `claude-${tier}-${version.replaceAll(".", "-")}`;
  return name.startsWith("claude") ? name.replaceAll(".", "-") : name;
}

function tokensOf(name: string, count: bigint): Partial<TokenCounts> | null {
  if (/cache.?(?:write|creation)/i.test(name))
    return {
      inputTokens: count,
      cacheWriteTokens: count,
      ...(/\b1.?h(?:our)?\b|write.?1h/i.test(name) && { cacheWrite1hTokens: count }),
    };
  if (/cache.?read|cached|\bcchd\b/i.test(name))
    return { inputTokens: count, cacheReadTokens: count };
  if (/out(?:p\b|put)|completion/i.test(name)) return { outputTokens: count };
  return /in(?:p\b|put)|prompt/i.test(name) ? { inputTokens: count } : null;
}

/**
 * A unit that is only a number, such as Azure's `1K`. It is a number of tokens if the name of the item
 * says so.
 */
const BARE_SCALE = /^\s*(?:1k|1,?000|1m|1,?000,?000)\s*$/i;

const UNIT =
  /(?:\b(1?k|1,?000|thousand|1?m|1,?000,?000|million)\s*)?(?:input |output |cached )?tokens?\b/i;

function tokenCount(quantity: string | null, unit: string): bigint | null {
  const match = UNIT.exec(unit);
  const amount = Number(quantity);
  if (!match || quantity === null || !Number.isFinite(amount) || amount < 0) return null;
  const [, scale = ""] = match;
  const factor = /^(?:1?m|1,?000,?000|million)$/i.test(scale) ? 1_000_000 : scale === "" ? 1 : 1000;
  return BigInt(Math.round(amount * factor));
}
