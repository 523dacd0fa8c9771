import type { Progress } from "@ai-cost/command";
import type { BenchDatabase } from "./data/bench-database";
import type { Section } from "./report/section";

export interface PartContext {
  /** One database for each size, the smallest first. */
  databases: readonly BenchDatabase[];
  progress: Progress;
}

/**
 * A part of the benchmark, such as `reads` or `http`. It takes measurements and returns sections of
 * the report.
 */
export type Part = (context: PartContext) => Promise<readonly Section[]>;
