import type { Mode } from "../ingest/lane";

/** How charges are written, by recording and by the plain insert alike. */
export interface RecordingMode extends Mode {
  /** How long each transaction waits before its commit. */
  heldMs: number;
  /** The least that recording must reach of the plain insert's speed; null where nothing is promised. */
  atLeast: number | null;
}

export const RECORDING_MODES: readonly RecordingMode[] = [
  { name: "one row at a time", clients: 1, eventsARequest: 1, heldMs: 0, atLeast: 0.5 },
  { name: "batches of 1,000", clients: 1, eventsARequest: 1000, heldMs: 0, atLeast: 0.6 },
  { name: "16 writers, one row each", clients: 16, eventsARequest: 1, heldMs: 0, atLeast: 0.28 },
  { name: "16 writers, each held 5 ms", clients: 16, eventsARequest: 1, heldMs: 5, atLeast: null },
];
