import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(
  new URL("../../../../../../shared/data/azure-llm-code-2023.csv", import.meta.url),
);

/**
 * The cost in micro-dollars of real requests to a model, at $3 per million input tokens and $15 per million
 * output tokens: the Azure LLM inference trace of 2023, `TIMESTAMP,ContextTokens,GeneratedTokens`.
 */
export const RUN_COSTS: readonly number[] = readFileSync(FILE, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [, input, output] = line.split(",").map(Number);
    return (input ?? 0) * 3 + (output ?? 0) * 15;
  });
