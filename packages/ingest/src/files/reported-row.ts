import type { UsageReport } from "@ai-cost/ledger";
import type { SummedUsage } from "./formats/file-format";
import type { RowProblem } from "./rows/map-row";

/** A row as it will be recorded. */
export interface ReportedRow {
  line: number;
  report: UsageReport;
  /** The period that the row covers; null for a single call. */
  sumOf: SummedUsage | null;
  /** True when the row names no run. It then belongs to a generated run of the file. */
  isInFileRun: boolean;
  /**
   * The keys that the row has when some of its token counts are not mapped. They find a row that an
   * earlier import recorded without these counts. Empty when the row has none of these counts.
   */
  partialKeys: readonly string[];
  /** True when the row has a cost and no count of input tokens. The count is then unknown, not 0. */
  isInputUnknown: boolean;
  isOutputUnknown: boolean;
}

export type RowOrProblem = ReportedRow | ({ line: number } & RowProblem);
