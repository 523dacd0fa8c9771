/**
 * The lines of the response to an uploaded file, one JSON value each: progress, then exactly one line with
 * the outcome. Amounts are in dollars.
 */
export type UploadLine = UploadProgress | UploadOutcome;

export interface UploadProgress {
  type: "progress";
  rowsRead: number;
  rejected: number;
  /** The part of the file that has been read, 0 to 1. */
  share: number;
}

export type UploadOutcome =
  | UnrecognisedUpload
  | RefusedUpload
  | OverlappingUpload
  | PreviewedUpload
  | ImportedUpload
  | FailedUpload;

/** No format matches the file. */
interface UnrecognisedUpload {
  type: "unrecognised";
  /** The names of the columns; null when the file is no table. */
  columns: string[] | null;
}

/** The file cannot be read, or it can only be read with other options. Nothing was recorded. */
interface RefusedUpload {
  type: "refused";
  reason: string;
}

/** The file contains sums for days that have other usage of the same provider. Nothing was recorded. */
interface OverlappingUpload {
  type: "overlapping";
  /** The number of such days, and the first of them, as `YYYY-MM-DD`. */
  dayCount: number;
  days: { provider: string; day: string }[];
}

interface PreviewedUpload {
  type: "previewed";
  /** The recognised format, such as `OpenAI usage export`; null for a file with mapped columns. */
  format: string | null;
  totals: UploadTotals;
  /** The rows of each month and model, ordered by month, then by model. At most 500. */
  groups: UploadGroup[];
  /** The number of groups that are not listed. */
  moreGroups: number;
  /** The month with the most rows; null when no row is valid. */
  mainMonth: string | null;
  rejectedRows: RejectedRow[];
  /** Why the file could not be read to its end; null when the complete file was read. */
  stoppedBy: string | null;
}

interface ImportedUpload {
  type: "imported";
  totals: UploadTotals;
  rejectedRows: RejectedRow[];
  stoppedBy: string | null;
}

/** An unexpected error occurred. Rows that were recorded before it stay recorded. */
interface FailedUpload {
  type: "failed";
  reason: string;
  /** The id under which the server's log has the details. */
  requestId: string;
}

/** A row that was not recorded. At most 100 of them are listed. */
export interface RejectedRow {
  line: number;
  reason: string;
}

export interface UploadTotals {
  rowsRead: number;
  recorded: number;
  duplicate: number;
  rejected: number;
  /** The number of rows that were left out because their day has other usage. */
  leftOut: number;
  /** The number of rows whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpriced: number;
  /** The number of rows with unknown input tokens. */
  unknownInput: number;
  unknownOutput: number;
  cost: number;
  inputTokens: number;
  outputTokens: number;
}

export interface UploadGroup extends UploadTotals {
  /** The month, such as `2026-11`. */
  month: string;
  model: string | null;
}
