import type { Section, Target } from "../report/section";
import type { Measured } from "./measure-profile";
import { REPORT_KINDS } from "./profiles";

export interface Checks {
  /** The number of differences between the rollups and the ledger. */
  differences: number;
  deadlocks: number;
}

export const recordingSection = (
  measured: readonly Measured[],
  { differences, deadlocks }: Checks,
): Section => ({
  title: "Recording a charge",
  notes: [
    "The ledger records a charge with its run, its job, its idempotency key and the rollups, in one transaction with row-level security.",
    "The baseline is one prepared insert of the same charge into the same ledger table, without row-level security. A batch is one statement.",
    "Each of the two writes to a project of its own, in turn, in fifteen short rounds. The ratio is the median of the rounds. Both wait for the disk.",
    "The target for batches is about new jobs of five charges. With a run and a job for each charge, the ledger writes three rows with their indexes and keys, and the plain insert writes one.",
    "The write-ahead log is everything that the server wrote in the meantime, divided by the number of charges.",
  ],
  columns: [
    "writers and batches",
    "run and job",
    "charges a second",
    "plain inserts a second",
    "ratio",
    "log bytes a charge",
    "log bytes a plain insert",
  ],
  rows: measured.map(
    ({ profile, kind, throughput, walBytesPerCharge, baselineWalBytesPerCharge }) => [
      profile.name,
      REPORT_KINDS[kind],
      throughput.eventsPerSecond,
      throughput.insertsPerSecond,
      throughput.ratio,
      walBytesPerCharge,
      baselineWalBytesPerCharge,
    ],
  ),
  targets: [
    ...measured.flatMap(ratioTargets),
    { what: "deadlocks while recording", measured: deadlocks, bound: { atMost: 0 } },
    {
      what: "differences between rollups and ledger after recording",
      measured: differences,
      bound: { atMost: 0 },
    },
  ],
});

function ratioTargets({ profile: { name, target }, kind, throughput }: Measured): Target[] {
  if (target?.kind !== kind) return [];
  const what = `recording, ${name}, ${REPORT_KINDS[kind]}, in multiples of plain inserts`;
  return [{ what, measured: throughput.ratio, bound: { atLeast: target.minRatio } }];
}
