import type { ReportedCall } from "../../calls/reported-call";
import { withStorableNames } from "../../calls/with-storable-names";
import { UnreadableField } from "../../fields/unreadable-field";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import type { Rejections } from "../rejections";
import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { genAi } from "./gen-ai";
import type { LogSource } from "./log-source";
import { logRecordsIn } from "./received-log-record";

/** The sources in order of priority. The first source that recognises a record reads it. */
const SOURCES: readonly LogSource[] = [claudeCode, codex, genAi];

/** Yields the calls that a request's log records report. Records that cannot be read are rejected. */
export function* readCalls(
  request: ExportLogsServiceRequest,
  now: Date,
  rejections: Rejections,
): Iterable<ReportedCall> {
  for (const received of logRecordsIn(request)) {
    const source = SOURCES.find(({ isUsage }) => isUsage(received));
    if (!source) continue;
    try {
      const call = source.callOf(received, now);
      if (call) yield withStorableNames(call);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      rejections.add(error.message);
    }
  }
}
