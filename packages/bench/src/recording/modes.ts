import type { Mode } from "../ingest/lane";

/** How charges are written, by recording and by the plain insert alike. */
export interface RecordingMode extends Mode {
  /** How long each transaction waits before its commit. */
  heldMs: number;
  /** The least that recording must reach of the plain insert's speed, and which; null where nothing is promised. */
  atLeast: { ratio: number; of: RecordingName } | null;
}

/** What a charge brings along, from most to least. */
export const RECORDINGS = {
  alone: "a run and a job for each",
  shared: "new jobs of five charges, ten in a run",
  known: "a known run and job",
} as const;
export type RecordingName = keyof typeof RECORDINGS;

export const RECORDING_MODES: readonly RecordingMode[] = [
  {
    name: "one row at a time",
    clients: 1,
    eventsARequest: 1,
    heldMs: 0,
    atLeast: { ratio: 0.5, of: "alone" },
  },
  {
    name: "batches of 1,000",
    clients: 1,
    eventsARequest: 1000,
    heldMs: 0,
    atLeast: { ratio: 0.6, of: "shared" },
  },
  {
    name: "16 writers, one row each",
    clients: 16,
    eventsARequest: 1,
    heldMs: 0,
    atLeast: { ratio: 0.28, of: "alone" },
  },
  { name: "16 writers, each held 5 ms", clients: 16, eventsARequest: 1, heldMs: 5, atLeast: null },
];
