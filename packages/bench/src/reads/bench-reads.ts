import type { Progress } from "@ai-cost/command";
import type { Bench } from "../parts";
import type { Section } from "../report/section";
import type { Size } from "../sizes";
import { callsOf } from "./calls";
import { compareAnswers, type Gap } from "./compare";
import { type Contenders, openContenders } from "./open-contenders";
import { type StatementCost, statementCosts } from "./plans";
import { buffersSection } from "./sections/buffers";
import { growthSection } from "./sections/growth";
import { ratiosSection } from "./sections/ratios";
import { rebuildSection } from "./sections/rebuild";
import { timesSection } from "./sections/times";
import { timeReads } from "./timings";

/** The product's questions to the product and to its peers, at every size. */
export async function benchReads({ databases, progress }: Bench): Promise<Section[]> {
  const opened = new Map<Size, Contenders>();
  try {
    for (const database of databases)
      opened.set(
        database.size,
        await progress.step(`  Opening ${database.size}`, () => openContenders(database)),
      );
    const gaps = await compareAll(opened, progress);
    const costs = await progress.step("  Plans and buffers", () => costsOf(opened));
    const timings = await timeReads(opened, progress);
    const sizes = [...opened.keys()];
    const measured = { sizes, timings };
    const [from, to] = sizes.slice(-2);
    return [
      ratiosSection(measured, gaps),
      ...(from && to ? [growthSection(measured, from, to)] : []),
      timesSection(measured),
      buffersSection(costs),
      rebuildSection(databases),
    ];
  } finally {
    for (const contenders of opened.values()) await contenders.close();
  }
}

/** The same gaps at every size: what a contender cannot say does not depend on how much there is. */
async function compareAll(
  opened: ReadonlyMap<Size, Contenders>,
  progress: Progress,
): Promise<Gap[]> {
  let gaps: Gap[] = [];
  for (const [size, { product, others }] of opened) {
    progress.say(`  Comparing every answer at ${size}`);
    gaps = await compareAnswers(product, others, progress);
  }
  return gaps;
}

async function costsOf(opened: ReadonlyMap<Size, Contenders>): Promise<Map<Size, StatementCost[]>> {
  const costs = new Map<Size, StatementCost[]>();
  for (const [size, contenders] of opened) {
    const { app, asked } = contenders;
    costs.set(size, await statementCosts(app, asked.fiftyIds, await callsOf(contenders)));
  }
  return costs;
}
