import type { ReadContext } from "../context";
import { selectRunPage } from "./queries/run-page";
import { selectTypicalCosts } from "./queries/typical-costs";
import { toListedRun } from "./run-output";
import { parsePeriod } from "./run-period";
import type { ListedRun, ListRunsInput } from "./schema";

/** A page of the runs of a month, or of those that started on a day, with their usage in that month. */
export async function listRuns(
  { db, now }: ReadContext,
  projectId: string,
  input: ListRunsInput,
): Promise<{ runs: ListedRun[]; next: string | null }> {
  const period = parsePeriod(input, now);
  const { runs, next } = await selectRunPage(db, projectId, period, input);
  const typicalCosts = await selectTypicalCosts(db, projectId, period);
  return { runs: runs.map((run) => toListedRun(run, typicalCosts.get(run.trigger))), next };
}
