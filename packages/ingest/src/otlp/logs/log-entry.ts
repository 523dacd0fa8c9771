import { Attributes } from "../attributes";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import type { LogRecord } from "../proto/generated/opentelemetry/proto/logs/v1/logs_pb";

/** A log record with what stands around it. */
export interface LogEntry {
  record: LogRecord;
  attributes: Attributes;
  /** The names that the event goes by: the field's, the attribute's, or a body that is one word. */
  eventNames: ReadonlySet<string>;
  /** Of the instrumentation; empty when it has none. */
  scopeName: string;
  serviceName: string | null;
}

/** A prompt is no name of an event, however short. */
const EVENT_NAME = /^[\w.-]{1,100}$/;

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
  const eventNames = names.flatMap((name) => (name !== null && EVENT_NAME.test(name) ? name : []));
  return { record, attributes, eventNames: new Set(eventNames), ...emitter };
}
