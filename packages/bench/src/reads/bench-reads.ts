import type { Progress } from "@ai-cost/command";
import type { PartContext } from "../part";
import type { Section } from "../report/section";
import type { Size } from "../sizes";
import { compareResults, type Gap } from "./compare-results";
import { type Contenders, openContenders } from "./contenders/open-contenders";
import { queryCalls } from "./plans/query-calls";
import { measureStatementCosts, type StatementCost } from "./plans/statement-costs";
import { buffersSection } from "./sections/buffers";
import { growthSection } from "./sections/growth";
import { ratiosSection } from "./sections/ratios";
import { rebuildSection } from "./sections/rebuild";
import { timesSection } from "./sections/times";
import { timeQueries } from "./timing/time-queries";

/**
 * Measures the queries of the application's pages, at every size. Runs the same queries on the
 * systems that the application is compared with, such as LiteLLM and DuckDB.
 */
export async function benchReads({ databases, progress }: PartContext): Promise<Section[]> {
  const opened = new Map<Size, Contenders>();
  try {
    for (const database of databases)
      opened.set(
        database.size,
        await progress.step(`  Opening ${database.size}`, () => openContenders(database)),
      );
    const gaps = await compareAll(opened, progress);
    const costs = await progress.step("  Plans and buffers", () => measureCosts(opened));
    const timings = await timeQueries(opened, progress);
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

/**
 * Compares the results of all contenders at every size. Throws when two results differ. Returns the
 * parts of the results that a contender cannot return, which are the same at every size.
 */
async function compareAll(
  opened: ReadonlyMap<Size, Contenders>,
  progress: Progress,
): Promise<Gap[]> {
  let gaps: Gap[] = [];
  for (const [size, { product, others }] of opened) {
    progress.say(`  Comparing every result at ${size}`);
    gaps = await compareResults(product, others, progress);
  }
  return gaps;
}

async function measureCosts(
  opened: ReadonlyMap<Size, Contenders>,
): Promise<Map<Size, StatementCost[]>> {
  const costs = new Map<Size, StatementCost[]>();
  for (const [size, contenders] of opened) {
    const { app, parameters } = contenders;
    const calls = await queryCalls(contenders);
    costs.set(size, await measureStatementCosts(app, parameters.fiftyProjectIds, calls));
  }
  return costs;
}
