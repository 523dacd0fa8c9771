import type { Section } from "../report/section";
import type { Measured } from "./measure-mode";

export interface Checks {
  /** Tables of the read model that do not say what the ledger says. */
  inexactTables: readonly string[];
  deadlocks: number;
}

export const recordingSection = (
  measured: readonly Measured[],
  { inexactTables, deadlocks }: Checks,
): Section => ({
  title: "Recording a charge",
  notes: [
    "A charge is recorded whole: its run, its job, the charge under its key and the three tables of the read model, in one transaction behind row-level security.",
    "Beside it stands one prepared insert of the same charge into an empty table with the ledger's columns, indexes, checks and foreign keys, without policies; a batch is one statement.",
    "Both in the project that holds most charges, in turn, fifteen short slices each; the ratio is the median over the slices. Both wait for the disk.",
    "The write-ahead log is all that the server wrote meanwhile, for each charge.",
  ],
  columns: [
    "mode",
    "run and job",
    "charges a second",
    "plain inserts a second",
    "ratio",
    "log bytes a charge",
    "log bytes a plain insert",
  ],
  rows: measured.map(({ mode, speed, walBytesACharge, plainWalBytesACharge }) => [
    mode.name,
    speed.way,
    speed.eventsPerSecond,
    speed.insertsPerSecond,
    speed.ratio,
    walBytesACharge,
    plainWalBytesACharge,
  ]),
  bars: [
    ...measured.flatMap(({ mode, speed }) =>
      mode.atLeast === null || speed.way !== "a new run and job for each"
        ? []
        : [
            {
              what: `recording, ${mode.name}, of the plain insert`,
              measured: speed.ratio,
              bound: { atLeast: mode.atLeast },
            },
          ],
    ),
    { what: "deadlocks while recording", measured: deadlocks, bound: { atMost: 0 } },
    {
      what: "tables of the read model that do not say what the ledger says",
      measured: inexactTables.length,
      bound: { atMost: 0 },
    },
  ],
});
