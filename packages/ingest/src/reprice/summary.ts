import type { RepricedModel } from "@ai-cost/pricing";
import { exactDollars } from "../command/exact-dollars";

const charges = (count: number): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "charge" : "charges"}`;

/** What has become of a project's charges without a price: how many have one now, how many still none. */
export function summary(project: string, models: readonly RepricedModel[], isDryRun: boolean) {
  if (models.length === 0) return `${project}: every charge has a price\n`;
  const priced = models.reduce((sum, model) => sum + model.priced, 0);
  const amountMicroUsd = models.reduce((sum, model) => sum + model.amountMicroUsd, 0n);
  const verb = isDryRun ? "would be priced" : "priced";
  const total = `${project}: ${charges(priced)} ${verb}, ${exactDollars(amountMicroUsd)}`;
  return `${[total, ...models.flatMap((model) => modelLines(model, verb))].join("\n")}\n`;
}

function modelLines({ model, priced, amountMicroUsd, unpriced }: RepricedModel, verb: string) {
  const name = model ?? "no model named";
  const lines: string[] = [];
  if (priced > 0)
    lines.push(`  ${name}: ${charges(priced)} ${verb}, ${exactDollars(amountMicroUsd)}`);
  if (unpriced > 0) lines.push(`  ${name}: ${charges(unpriced)} without a price`);
  return lines;
}
