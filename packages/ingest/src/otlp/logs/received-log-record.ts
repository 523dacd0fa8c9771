import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import type { LogRecord } from "../proto/generated/opentelemetry/proto/logs/v1/logs_pb";
import { Attributes } from "../semconv/attributes";

/** A log record with what stands around it. */
export interface LogEntry {
  record: LogRecord;
  attributes: Attributes;
  /** The names that the event may go by: the field's, the attribute's, the body's. */
  eventNames: readonly string[];
  /** Of the instrumentation; empty when it has none. */
  scopeName: string;
  serviceName: string | null;
}

export function* logEntriesOf(request: ExportLogsServiceRequest): Iterable<LogEntry> {
  for (const { resource, scopeLogs } of request.resourceLogs) {
    const serviceName = new Attributes(resource?.attributes).text("service.name");
    for (const { scope, logRecords } of scopeLogs)
      for (const record of logRecords)
        yield logEntry(record, { scopeName: scope?.name ?? "", serviceName });
  }
}

function logEntry(
  record: LogRecord,
  emitter: Pick<LogEntry, "scopeName" | "serviceName">,
): LogEntry {
  const attributes = new Attributes(record.attributes);
  const body = record.body?.value;
  const names = [
    record.eventName,
    attributes.text("event.name"),
    body?.case === "stringValue" ? body.value : null,
  ];
  return { record, attributes, eventNames: names.filter((name) => name !== null), ...emitter };
}
