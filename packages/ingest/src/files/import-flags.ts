/** The options of the `import` command that error messages about a file recommend. */
export const IMPORT_FLAGS = {
  cachedInputTokens: "--cached-input-tokens",
  cacheWriteTokens: "--cache-write-tokens",
  reasoningTokens: "--reasoning-tokens",
  audioInputTokens: "--audio-input-tokens",
  audioOutputTokens: "--audio-output-tokens",
  serviceTier: "--service-tier",
  batch: "--batch",
  inputTokens: "--input-tokens",
  outputTokens: "--output-tokens",
  cost: "--cost",
  cacheCounts: "--cache-counts",
  dateOrder: "--date-order",
  decimal: "--decimal",
  ignore: "--ignore",
  onlyMissingDays: "--only-missing-days",
  beside: "--beside",
} as const;
