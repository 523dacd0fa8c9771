import type { LoadProfile } from "../throughput/workload";

export interface RecordingProfile extends LoadProfile {
  /** How long each transaction waits before its commit, in milliseconds. */
  commitDelayMs: number;
  /**
   * The minimal ratio of the recording's throughput to that of plain inserts, and the kind of usage
   * reports for which it is measured; null if the profile has no target.
   */
  target: { kind: ReportKind; minRatio: number } | null;
}

/**
 * The kinds of usage reports, with the runs and jobs that their charges have. The first kind
 * creates the most new runs and jobs, the last kind creates none.
 */
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
