import { expect, test } from "vitest";
import { guessColumns } from "./column-fields";

test.each<[string[], Record<string, string>]>([
  [
    ["TIMESTAMP", "ContextTokens", "GeneratedTokens"],
    { time: "TIMESTAMP", inputTokens: "ContextTokens", outputTokens: "GeneratedTokens" },
  ],
  [
    [
      "created_at",
      "model",
      "input_tokens",
      "cache_read_input_tokens",
      "cache_creation_input_tokens",
      "output_tokens",
      "reasoning_tokens",
      "cost_usd",
    ],
    {
      time: "created_at",
      model: "model",
      inputTokens: "input_tokens",
      cacheReadTokens: "cache_read_input_tokens",
      cacheWriteTokens: "cache_creation_input_tokens",
      outputTokens: "output_tokens",
      reasoningTokens: "reasoning_tokens",
      cost: "cost_usd",
    },
  ],
  [
    ["time", "in", "out", "cached"],
    { time: "time", inputTokens: "in", outputTokens: "out", cacheReadTokens: "cached" },
  ],
  [["a", "b", "total tokens"], {}],
])("%j", (columns, guess) => {
  expect(guessColumns(columns)).toEqual(guess);
});
