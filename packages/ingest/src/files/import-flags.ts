/** The options of the command `import` that messages about a file name as the way to go on. */
export const IMPORT_FLAGS = {
  cachedInputTokens: "--cached-input-tokens",
  cacheWriteTokens: "--cache-write-tokens",
  reasoningTokens: "--reasoning-tokens",
  inputTokens: "--input-tokens",
  outputTokens: "--output-tokens",
  cost: "--cost",
  cacheCounts: "--cache-counts",
  dateOrder: "--date-order",
  decimal: "--decimal",
  ignore: "--ignore",
} as const;
