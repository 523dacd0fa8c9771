import { createHash } from "node:crypto";
import type { UsageReport } from "@ai-cost/ledger";
import { type ProjectSettings, usageReportOfCall } from "../../calls/usage-report-of-call";
import { withStorableNames } from "../../calls/with-storable-names";
import type { Fields, TextRules } from "../formats/fields";
import type { FileCall, FileFormat } from "../formats/file-format";
import type { ReadOptions } from "../mapping";
import { type FileRecord, filledNames } from "../reading/file-record";
import type { OpenFile } from "../reading/open-file";
import { readJson } from "../reading/read-json";
import { readJsonLines } from "../reading/read-json-lines";
import { readTable } from "../reading/read-table";
import type { ReportedRow, RowOrProblem } from "../reported-row";
import type { RowProblem } from "../rows/map-row";
import { Ordinals } from "../rows/ordinals";
import { FieldProblem } from "../rows/parse-cell";
import { UnreadableFile } from "../unreadable-file";
import { type CallOrProblem, mergeRepeated } from "./merge-repeated";
import { countKnownColumns, type ExportFile } from "./recognise-file";
import { unreadUsageCheck } from "./unread-usage";

export interface ExportToRead {
  file: OpenFile;
  exported: ExportFile;
  options: Pick<ReadOptions, "dateOrder" | "decimalSign" | "ignoredColumns">;
  settings: ProjectSettings;
}

/**
 * Yields the calls of a file in a recognised format, and a problem for each record that cannot be read.
 * Throws an `UnreadableFile` where the file is damaged, and for a field that looks like usage but that the
 * format does not read.
 */
export async function* readExportedRows(request: ExportToRead): AsyncGenerator<RowOrProblem> {
  const calls = readCalls(request);
  const merged = request.exported.format.isAggregated ? calls : mergeRepeated(calls);
  for await (const read of merged)
    yield "problem" in read ? read : rowOf(read.line, read.call, request.settings);
}

async function* readCalls({
  exported,
  options,
  ...request
}: ExportToRead): AsyncGenerator<CallOrProblem> {
  const refuseUnreadUsage = unreadUsageCheck(exported.format, options.ignoredColumns);
  const callsOf = await exported.format.openReader(exported.path);
  const withOwnKey = exported.format.isAggregated ? ordinalKeys() : (call: FileCall) => call;
  for await (const record of recordsOf({ exported, options, ...request })) {
    const { line } = record;
    if ("problem" in record) {
      yield record;
      continue;
    }
    refuseUnreadUsage(usageNames(record, exported.format));
    const calls = tryTo(() => callsOf(record.fields));
    if ("problem" in calls) yield { line, ...calls };
    else for (const call of calls) yield { line, call: withOwnKey(call) };
  }
}

async function* recordsOf({ file, exported, options }: ExportToRead): AsyncGenerator<FileRecord> {
  const { notation, format, path } = exported;
  const rules: TextRules = {
    dateOrder: options.dateOrder,
    numbers: { given: options.decimalSign, delimiter: "," },
  };
  if (notation === "json lines") return yield* readJsonLines(file, format.wantedLines ?? [], rules);
  if (notation === "json") return yield* readJson(file, rules);
  const table = await readTable(file, countKnownColumns, rules);
  if (!table) throw new UnreadableFile(`"${path}" is empty.`);
  yield* table.records;
}

const usageNames = (
  { fields, names }: { fields: Fields; names: readonly string[] },
  { usageObject }: FileFormat,
): readonly string[] => (usageObject ? filledNames(fields.object(usageObject) ?? {}) : names);

function tryTo<Result>(read: () => Result): Result | RowProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldProblem) return { problem: error.message };
    throw error;
  }
}

/** Numbers the records of an aggregated export that have the same dimensions, in the order of the file. */
function ordinalKeys(): (call: FileCall) => FileCall {
  const ordinals = new Ordinals();
  return (call) => {
    const ordinal = ordinals.next(createHash("sha256").update(call.ownKey).digest());
    return ordinal === 0 ? call : { ...call, ownKey: `${call.ownKey}/${ordinal}` };
  };
}

function usageIn(content: UsageReport["content"]): UsageReport["content"] {
  const { run, job, agentName, jobStatus, occurredAt, ...usage } = content;
  return usage;
}

function rowOf(line: number, call: FileCall, settings: ProjectSettings): ReportedRow {
  const report = usageReportOfCall(withStorableNames(call), settings);
  return {
    line,
    // A copy of the call in another file can have another session, agent and time. These are left out, so
    // that the copy is a duplicate.
    report: { ...report, content: usageIn(report.content), reportedEndAt: null },
    sumOf: call.sumOf ?? null,
    isInFileRun: false,
    partialKeys: [],
    isInputUnknown: call.tokens === null,
    isOutputUnknown: call.tokens === null,
  };
}
