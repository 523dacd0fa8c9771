/** The kinds of usage that a column can contain, judging by its name. */
export type UsageKind =
  | "cached input tokens"
  | "cache-write tokens"
  | "reasoning tokens"
  | "audio"
  | "images"
  | "web searches"
  | "a service tier"
  | "a batch flag"
  | "tokens"
  | "a cost";

/**
 * Words in names of columns that look like usage but contain none, such as `batch_id` and
 * `reasoning_effort`.
 */
const NO_USAGE =
  /^(?:id|ids|key|name|names|url|uri|path|file|format|codec|voice|type|limit|max|min|per|rate|ratio|percent|pct|effort|budget|remaining|quota|ttl|size|status|enabled|number|index|first|avg|average|mean|price|ms|latency|duration)$/;
const TOTAL_TOKENS = /^(?:total|totals|token|tokens|count|num|number|usage|used|llm|all|sum)$/;
const WHOSE_TIER = /^(?:user|customer|plan|account|subscription|workspace|organization|org|team)$/;

/**
 * The kind of usage that a column contains, judging by its name. Null for other columns, and for
 * `total_tokens`, which repeats the values of other columns.
 */
export function kindOfColumn(name: string): UsageKind | null {
  const words = wordsOf(name);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const countsTokens = has(/^tokens?$/);
  if (has(/^audio$/) && has(/^(?:seconds|minutes|duration|ms)$/)) return "audio";
  if (has(NO_USAGE)) return null;
  if (has(/^tier$/)) return has(WHOSE_TIER) ? null : "a service tier";
  if (has(/^(?:batch|batched)$/)) return "a batch flag";
  if (has(/^audio$/)) return "audio";
  if (has(/^images?$/) && (countsTokens || has(/^(?:count|num|n|images)$/))) return "images";
  if (has(/^search(?:es)?$/) && has(/^(?:web|count|num|requests|searches)$/)) return "web searches";
  if (has(/^(?:cache|cached|caching|ephemeral)$/) && !has(/^(?:no|non|not)$/))
    return has(/^(?:write|writes|written|creation|create|created|ephemeral)$/)
      ? "cache-write tokens"
      : "cached input tokens";
  if (has(/^(?:reasoning|thinking|thoughts?)$/)) return "reasoning tokens";
  if (countsTokens) return words.every((word) => TOTAL_TOKENS.test(word)) ? null : "tokens";
  return has(/^(?:costs?|spend|spent|usd|dollars)$/) ? "a cost" : null;
}

/**
 * The words of a name in lower case: both `cacheReadInputTokens` and `Cache read (input) tokens` have the
 * words cache, read, input, tokens.
 */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
