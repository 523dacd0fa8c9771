import type { Progress } from "../progress";
import type { BenchDatabase } from "./data/bench-database";
import { benchReads } from "./reads/bench-reads";
import type { Section } from "./report/section";

/** What the parts measure on. */
export interface Bench {
  /** One a size, smallest first. */
  databases: readonly BenchDatabase[];
  /** A superuser's address on the server that they are on. */
  serverUrl: string;
  progress: Progress;
}

type Part = (bench: Bench) => Promise<readonly Section[]>;

/** Everything that is measured, in the order of the report. */
export const PARTS: Readonly<Record<string, Part>> = {
  reads: benchReads,
};
