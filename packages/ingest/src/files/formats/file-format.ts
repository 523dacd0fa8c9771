import type { ReportedCall } from "../../calls/reported-call";
import type { Fields } from "./fields";

/** The usage in one record of a file: a model call, or the sum of many calls in a period. */
export interface FileCall extends ReportedCall {
  /** The period that an aggregated record covers; absent for a single call. */
  sumOf?: SummedUsage;
}

/** The period and the grouping of a record in an aggregated export. */
export interface SummedUsage {
  start: Date;
  /** The exclusive end of the period. */
  end: Date;
  /**
   * The names of the columns by which the export is grouped. Only columns that are filled in the record
   * are included.
   */
  groupedBy: readonly string[];
}

/** Reads the calls of a record. Call it for the records in the order of the file. */
type RecordReader = (record: Fields) => readonly FileCall[];

/** The export format of one tool, which is recognised by the names of its fields. */
export interface FileFormat {
  /** A short name such as `openai-usage`. It is part of the source and the keys of charges. */
  name: string;
  /** The display name, such as `OpenAI usage export`. */
  title: string;
  /** Whether each record is the sum of a period instead of a single call. */
  isAggregated: boolean;
  /**
   * All fields of the format that look like usage, including fields that repeat the usage of others. A
   * field that looks like usage and is not in this list is refused, because its usage would be lost. Null
   * for a format whose records state their cost, because an unread field then loses nothing.
   */
  usageFields: readonly string[] | null;
  /**
   * The name of the object that contains the usage of a record, such as `message.usage`; absent when the
   * record itself contains it.
   */
  usageObject?: string;
  /**
   * Only lines that contain one of these texts are read, for formats with one JSON object on each line.
   */
  wantedLines?: readonly string[];
  recognises(record: Fields): boolean;
  /**
   * Creates the reader for one file. The reader throws a `FieldProblem` for an invalid record and returns
   * an empty list for a record that is not a model call.
   */
  openReader(path: string): RecordReader | Promise<RecordReader>;
}
