import type { Section } from "../report/section";
import type { Measured } from "./measure-mode";
import { RECORDINGS, type RecordingName } from "./modes";

export interface Checks {
  /** Numbers of the project that are not what the ledger says. */
  differences: number;
  deadlocks: number;
}

export const recordingSection = (
  measured: readonly Measured[],
  { differences, deadlocks }: Checks,
): Section => ({
  title: "Recording a charge",
  notes: [
    "A charge is recorded whole: its run, its job, the charge under its key and the three tables of the read model, in one transaction behind row-level security.",
    "Beside it stands one prepared insert of the same charge into the same ledger, past row-level security; a batch is one statement.",
    "All in one project each, in turn, fifteen short slices each; the ratio is the median over the slices. Both wait for the disk.",
    "In batches the bar is held against new jobs of five charges: with a run and a job for each, three rows with their indexes and keys stand beside the plain insert's one.",
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
    RECORDINGS[speed.way as RecordingName],
    speed.eventsPerSecond,
    speed.insertsPerSecond,
    speed.ratio,
    walBytesACharge,
    plainWalBytesACharge,
  ]),
  bars: [
    ...measured.flatMap(({ mode: { name, atLeast }, speed }) =>
      atLeast?.of === speed.way
        ? {
            what: `recording, ${name}, ${RECORDINGS[atLeast.of]}, of the plain insert`,
            measured: speed.ratio,
            bound: { atLeast: atLeast.ratio },
          }
        : [],
    ),
    { what: "deadlocks while recording", measured: deadlocks, bound: { atMost: 0 } },
    {
      what: "numbers that differ from the ledger after recording",
      measured: differences,
      bound: { atMost: 0 },
    },
  ],
});
