import type { RepricedModel } from "@ai-cost/pricing";
import { counted } from "../text/counted";
import { exactDollars } from "../text/exact-dollars";

/** Says how many of a project's charges without a price have one now, and how many still have none. */
export function summarizeRepricing(
  project: string,
  models: readonly RepricedModel[],
  isDryRun: boolean,
): string {
  if (models.length === 0) return `${project}: every charge has a price`;
  const priced = models.reduce((sum, model) => sum + model.priced, 0);
  const amountMicroUsd = models.reduce((sum, model) => sum + model.amountMicroUsd, 0n);
  const verb = isDryRun ? "would be priced" : "priced";
  const total = `${project}: ${counted(priced, "charge")} ${verb}, ${exactDollars(amountMicroUsd)}`;
  return [total, ...models.flatMap((model) => modelLines(model, verb))].join("\n");
}

function modelLines({ model, priced, amountMicroUsd, unpriced }: RepricedModel, verb: string) {
  const name = model ?? "no model named";
  const lines: string[] = [];
  if (priced > 0)
    lines.push(`  ${name}: ${counted(priced, "charge")} ${verb}, ${exactDollars(amountMicroUsd)}`);
  if (unpriced > 0) lines.push(`  ${name}: ${counted(unpriced, "charge")} without a price`);
  return lines;
}
