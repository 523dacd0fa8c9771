import { alertWatch } from "@ai-cost/budgets";
import { createDatabase } from "@ai-cost/db";
import type { MeasurementContext } from "../environment/measurement-context";
import type { Section } from "../report/section";
import { measureThroughput, type Throughput } from "../throughput/measure-throughput";
import type { LoadProfile } from "../throughput/workload";
import { type WatchedProjects, withWatchedProjects } from "./watched-projects";
import { watchedWorkload } from "./watched-workload";

interface WatchedProfile extends LoadProfile {
  projects: number;
}

const PROFILES: readonly WatchedProfile[] = [
  { name: "one project, 16 writers, one row each", projects: 1, clients: 16, eventsPerRequest: 1 },
  { name: "one project, batches of 1,000", projects: 1, clients: 1, eventsPerRequest: 1_000 },
  {
    name: "200 projects in turn, 16 writers, one row each",
    projects: 200,
    clients: 16,
    eventsPerRequest: 1,
  },
];
const MIN_RATIO = 0.9;

interface Measured extends Throughput {
  microseconds: { without: number; with: number };
}

/**
 * Measures how much slower charges are recorded when the same process decides about the alerts of budgets.
 * Takes about a minute.
 */
export async function benchAlerts(context: MeasurementContext): Promise<Section> {
  const measured: Measured[] = [];
  for (const profile of PROFILES)
    measured.push(
      ...(await withWatchedProjects(profile.projects, context, (projects) =>
        measureProfile(profile, projects, context),
      )),
    );
  return alertsSection(measured);
}

async function measureProfile(
  profile: WatchedProfile,
  projects: WatchedProjects,
  { clock, progress }: MeasurementContext,
): Promise<Measured[]> {
  // The server gives the watch a pool of this size.
  const { db, close } = createDatabase(projects.databaseUrl, { maxConnections: 2 });
  const log = {
    error(message: string, fields: object) {
      throw new Error(message, fields);
    },
  };
  const watch = alertWatch({
    ...{ db, clock, log, publicUrl: "https://cost.example.com", mail: null },
    wake: () => {},
    // A look at all projects of the benchmark's database would not be part of recording.
    times: { sweepMs: 3_600_000 },
  });
  const withoutAlerts = watchedWorkload("without alerts", projects, profile, () => {});
  const withAlerts = watchedWorkload("with alerts", projects, profile, watch.notice);
  const throughputs = await measureThroughput(profile, [withAlerts], withoutAlerts, progress);
  await watch.stop();
  await close();
  const microseconds = {
    without: withoutAlerts.microsecondsPerCharge(),
    with: withAlerts.microsecondsPerCharge(),
  };
  return throughputs.map((throughput) => ({ ...throughput, microseconds }));
}

const alertsSection = (measured: readonly Measured[]): Section => ({
  title: "Recording while alerts are decided",
  notes: [
    "Each project has budgets for all its usage and for five agent types. The decision about their alerts runs in the process that records, after the commit and at most once a second for each project.",
    "Recording with and without it takes turns, in fifteen short rounds. The ratio is the median of the rounds. The processor time is that of the process, without Postgres.",
  ],
  columns: [
    "projects, writers and batches",
    "charges a second",
    "without alerts",
    "ratio",
    "µs of the processor a charge",
    "without alerts",
  ],
  rows: measured.map(({ profile, eventsPerSecond, insertsPerSecond, ratio, microseconds }) => [
    profile,
    eventsPerSecond,
    insertsPerSecond,
    ratio,
    microseconds.with,
    microseconds.without,
  ]),
  targets: measured.map(({ profile, ratio }) => ({
    what: `recording with alerts, ${profile}, in multiples of recording without`,
    measured: ratio,
    bound: { atLeast: MIN_RATIO },
  })),
  summary: measured.map(
    ({ profile, ratio, microseconds }) =>
      `recording with alerts, ${profile}: ${ratio.toFixed(2)} of recording without; ${Math.round(microseconds.with)} instead of ${Math.round(microseconds.without)} µs of the processor a charge`,
  ),
});
