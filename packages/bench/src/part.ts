import type { Progress } from "@ai-cost/command";
import type { BenchDatabase } from "./data/bench-database";
import type { Section } from "./report/section";

export interface PartContext {
  /** One database for each size, smallest first. */
  databases: readonly BenchDatabase[];
  progress: Progress;
}

/** A part of the benchmark. It measures something and returns sections of the report. */
export type Part = (context: PartContext) => Promise<readonly Section[]>;
