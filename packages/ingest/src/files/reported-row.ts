import type { UsageReport } from "@ai-cost/ledger";
import type { SummedUsage } from "./formats/file-format";
import type { RowProblem } from "./rows/map-row";

/** A row that can be recorded. */
export interface ReportedRow {
  line: number;
  report: UsageReport;
  /** What the row sums up; null for a single call. */
  sumOf: SummedUsage | null;
  /** True when the row names no run, so that it belongs to a run of the file. */
  isInFileRun: boolean;
  /**
   * The keys of the row in imports that did not map all of its parts; empty when the row has no such
   * parts.
   */
  partialKeys: readonly string[];
  /** True when the row has a cost but no count of input tokens. The count is then unknown; it is not 0. */
  isInputUnknown: boolean;
  isOutputUnknown: boolean;
}

export type RowOrProblem = ReportedRow | ({ line: number } & RowProblem);
