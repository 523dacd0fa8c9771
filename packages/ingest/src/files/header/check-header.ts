import { IMPORT_FLAGS } from "../import-flags";
import type { CacheCounts, FieldSource, ReadOptions } from "../mapping";
import { UnreadableFile } from "../unreadable-file";
import { requireColumn, requireColumns } from "./find-columns";
import { kindOfColumn, type UsageKind, wordsOf } from "./kind-of-column";

/**
 * The command option that maps a column of each kind of usage; null for a kind that cannot be imported.
 */
const FLAGS: Readonly<Record<UsageKind, string | null>> = {
  "cached input tokens": IMPORT_FLAGS.cachedInputTokens,
  "cache-write tokens": IMPORT_FLAGS.cacheWriteTokens,
  "reasoning tokens": IMPORT_FLAGS.reasoningTokens,
  audio: `${IMPORT_FLAGS.audioInputTokens} or ${IMPORT_FLAGS.audioOutputTokens}`,
  images: null,
  "web searches": null,
  "a service tier": IMPORT_FLAGS.serviceTier,
  "a batch flag": IMPORT_FLAGS.batch,
  tokens: `${IMPORT_FLAGS.inputTokens} or ${IMPORT_FLAGS.outputTokens}`,
  "a cost": IMPORT_FLAGS.cost,
};

/**
 * Refuses a header with a column that looks like usage but is neither mapped nor ignored, because the
 * usage in that column would be lost. Throws an `UnreadableFile` that names each such column and says what
 * to do.
 */
export function refuseUnmappedUsage(header: readonly string[], options: ReadOptions): void {
  const known = new Set([
    ...Object.values(options.mapping).flatMap((source) => columnsOf(header, source)),
    ...options.ignoredColumns.map((column) => requireColumn(header, column)),
  ]);
  const sentences = header.flatMap((name, index) => {
    const kind = known.has(index) ? null : kindOfColumn(name);
    return kind === null || (kind === "a cost" && hasCost(options)) ? [] : [whatToDo(name, kind)];
  });
  if (sentences.length > 0) throw new UnreadableFile(sentences.join("\n"));
}

/**
 * Whether the cost of a row is known without another column. A further column that looks like a cost is
 * then a part of the mapped cost, or is not needed because the user gave prices.
 */
const hasCost = ({ mapping, prices }: ReadOptions): boolean =>
  mapping.cost !== null || prices !== null;

function whatToDo(name: string, kind: UsageKind): string {
  const flag = FLAGS[kind];
  const start = `Column ${JSON.stringify(name)} looks like ${kind} and is not mapped`;
  const ignore = `${IMPORT_FLAGS.ignore} ${JSON.stringify(name)}`;
  return flag === null
    ? `${start}. An import cannot record that; leave it out with ${ignore}.`
    : `${start}. Map it with ${flag}, or leave it out with ${ignore}.`;
}

/**
 * Returns whether the input tokens include the cached tokens. Throws an `UnreadableFile` when the user
 * gave no option for it and the column names suggest that they do not.
 */
export function cacheCountsOf(header: readonly string[], options: ReadOptions): CacheCounts {
  if (options.cacheCounts !== null) return options.cacheCounts;
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = options.mapping;
  const input = columnsOf(header, inputTokens);
  const cache = [cacheReadTokens, cacheWriteTokens].flatMap((source) => columnsOf(header, source));
  const isSummed = cache.every((index) => input.includes(index));
  const named = (columns: readonly number[], isApart: (name: string) => boolean) =>
    columns.map((index) => header[index] ?? "").find(isApart);
  const name = isSummed
    ? undefined
    : (named(input, excludesCached) ?? named(cache, isAnthropicName));
  if (name === undefined) return "inside";
  throw new UnreadableFile(
    `Column ${JSON.stringify(name)} suggests that the cached tokens are counted apart from the input tokens: add ${IMPORT_FLAGS.cacheCounts} beside if they are, or ${IMPORT_FLAGS.cacheCounts} inside if the input tokens include them.`,
  );
}

/**
 * Whether a column name means that cached tokens are excluded, as in `input_uncached_tokens` and
 * `usage_input_tokens_no_cache`.
 */
const excludesCached = (name: string): boolean =>
  /uncached|\b(?:no|non|not|without) cached?\b/.test(wordsOf(name).join(" "));

/**
 * Whether a column has one of Anthropic's names, `cache_read_input_tokens` or
 * `cache_creation_input_tokens`. Anthropic's input tokens do not include these tokens.
 */
function isAnthropicName(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.includes("cache") && words.some((word) => /^(?:read|creation|ephemeral)$/.test(word))
  );
}

const columnsOf = (header: readonly string[], source: FieldSource | null): number[] =>
  source === null || "value" in source ? [] : requireColumns(header, source);
