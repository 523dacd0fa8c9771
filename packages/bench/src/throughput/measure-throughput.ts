import type { Progress } from "@ai-cost/command";
import { median } from "@ai-cost/testing";
import type { LoadProfile, Workload } from "./workload";

export interface Throughput {
  workload: string;
  profile: string;
  /** The median of the workload's events per second in all rounds. */
  eventsPerSecond: number;
  /** The median of the baseline's inserts per second. Each round runs the workload and the baseline. */
  insertsPerSecond: number;
  /**
   * The median of the ratios of all rounds. The ratio of a round is the workload's throughput
   * divided by the baseline's.
   */
  ratio: number;
}

const ROUNDS = 15;
const WORKLOAD_SECONDS = 0.5;
const BASELINE_SECONDS = 0.25;

/**
 * Measures the throughput of each workload and of the baseline. Runs the baseline directly before
 * each workload, so that both run under the same conditions.
 */
export async function measureThroughput(
  profile: LoadProfile,
  workloads: readonly Workload[],
  baseline: Workload,
  progress: Progress,
): Promise<Throughput[]> {
  const eventsPerSecond = new Map<Workload, number>();
  for (const workload of [baseline, ...workloads])
    eventsPerSecond.set(workload, await warmUp(workload, profile));
  const runFor = async (workload: Workload, seconds: number) => {
    const events = (eventsPerSecond.get(workload) ?? 0) * seconds;
    const measured = await runEvents(workload, profile, events);
    eventsPerSecond.set(workload, measured);
    return measured;
  };
  const rounds = new Map(
    workloads.map((workload) => [workload, [] as { events: number; inserts: number }[]]),
  );
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const workload of workloads) {
      progress.update(() => `  ${profile.name}: round ${round} of ${ROUNDS}, ${workload.name}`);
      const inserts = await runFor(baseline, BASELINE_SECONDS);
      const events = await runFor(workload, WORKLOAD_SECONDS);
      rounds.get(workload)?.push({ events, inserts });
    }
  }
  return [...rounds].map(([workload, measured]) => ({
    workload: workload.name,
    profile: profile.name,
    eventsPerSecond: median(measured.map(({ events }) => events)),
    insertsPerSecond: median(measured.map(({ inserts }) => inserts)),
    ratio: median(measured.map(({ events, inserts }) => events / inserts)),
  }));
}

/**
 * Runs the workload twice and returns the events per second of the second run. The first run also
 * compiles code, opens connections and plans statements.
 */
async function warmUp(workload: Workload, profile: LoadProfile): Promise<number> {
  const events = profile.clients * profile.eventsPerRequest * 2;
  await runEvents(workload, profile, events);
  return runEvents(workload, profile, events);
}

/**
 * Writes about this many events, with the same number of full requests for each client. Returns the
 * events per second.
 */
async function runEvents(
  workload: Workload,
  profile: LoadProfile,
  approximateEvents: number,
): Promise<number> {
  const step = profile.clients * profile.eventsPerRequest;
  const events = Math.max(1, Math.round(approximateEvents / step)) * step;
  const { seconds } = await workload.prepare(events)();
  return events / seconds;
}
