import type { LoadProfile } from "../throughput/workload";

export interface RecordingProfile extends LoadProfile {
  /** How long each transaction waits before its commit. */
  commitDelayMs: number;
  /** The target: the minimal ratio to plain inserts, and the kind of reports that it is about. */
  target: { kind: ReportKind; minRatio: number } | null;
}

/** Which runs and jobs the recorded charges have, from the most to the fewest new ones. */
export const REPORT_KINDS = {
  alone: "a run and a job for each charge",
  shared: "new jobs of five charges, ten jobs in a run",
  known: "an existing run and job",
} as const;
export type ReportKind = keyof typeof REPORT_KINDS;

export const RECORDING_PROFILES: readonly RecordingProfile[] = [
  {
    name: "one row at a time",
    clients: 1,
    eventsPerRequest: 1,
    commitDelayMs: 0,
    target: { kind: "alone", minRatio: 0.5 },
  },
  {
    name: "batches of 1,000",
    clients: 1,
    eventsPerRequest: 1000,
    commitDelayMs: 0,
    target: { kind: "shared", minRatio: 0.6 },
  },
  {
    name: "16 writers, one row each",
    clients: 16,
    eventsPerRequest: 1,
    commitDelayMs: 0,
    target: { kind: "alone", minRatio: 0.28 },
  },
  {
    name: "16 writers, each transaction held open for 5 ms",
    clients: 16,
    eventsPerRequest: 1,
    commitDelayMs: 5,
    target: null,
  },
];
