import type { ReportedCall } from "../../calls/reported-call";
import type { Fields } from "./fields";

/** What one record of a file says: a model call, or the sum of many calls in a period. */
export interface FileCall extends ReportedCall {
  /** What an aggregated record sums up; absent for a single call. */
  sumOf?: SummedUsage;
}

/** The usage that one record of an aggregated export sums up. */
export interface SummedUsage {
  start: Date;
  /** Exclusive. */
  end: Date;
  /** The names of the columns by which the export groups usage and that are filled in the record. */
  groupedBy: readonly string[];
}

/** Reads the calls of a record. Call it for the records in the order of the file. */
type RecordReader = (record: Fields) => readonly FileCall[];

/** The export format of a product, which is recognised by the names of its fields. */
export interface FileFormat {
  /** A short name such as `openai-usage`. It is part of the source and the keys of charges. */
  name: string;
  /** The name for people, such as `OpenAI usage export`. */
  title: string;
  /** Whether a record is the sum of a period, and not a call. */
  isAggregated: boolean;
  /**
   * All fields of the format that look like usage, those that are read and those that repeat others. A
   * field that looks like usage and is missing here is refused, because its usage would be lost. Null for a
   * format whose records state their cost, so that another field loses nothing.
   */
  usageFields: readonly string[] | null;
  /** The object that contains the usage of a record, such as `message.usage`; absent for the record. */
  usageObject?: string;
  /** Texts of which a line must contain one to be read, for formats with one JSON object on each line. */
  wantedLines?: readonly string[];
  recognises(record: Fields): boolean;
  /**
   * Creates the reader for one file. The reader throws a `FieldProblem` for an invalid record and returns
   * an empty list for a record that is no call.
   */
  openReader(path: string): RecordReader | Promise<RecordReader>;
}
