import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { normal, randomNumbers } from "./random";

const FILE = fileURLToPath(
  new URL("../../../../../../shared/data/azure-llm-code-2023.csv", import.meta.url),
);

/**
 * The cost in micro-dollars of real requests to a model, at $3 per million input tokens and $15 per million
 * output tokens: the Azure LLM inference trace of 2023, `TIMESTAMP,ContextTokens,GeneratedTokens`. The trace
 * lies next to the checkout. Without it, the costs are random ones of the same mean and spread.
 */
export const RUN_COSTS: readonly number[] = existsSync(FILE) ? realCosts() : randomCosts();

function realCosts(): number[] {
  const [, ...lines] = readFileSync(FILE, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [, input, output] = line.split(",").map(Number);
    return (input ?? 0) * 3 + (output ?? 0) * 15;
  });
}

/** The median is $0.0049 and the mean $0.0066. */
function randomCosts(): number[] {
  const random = randomNumbers(1);
  return Array.from({ length: 10_000 }, () => Math.round(Math.exp(8.49 + 0.78 * normal(random))));
}
