import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import type { LogRecord } from "../proto/generated/opentelemetry/proto/logs/v1/logs_pb";
import { Attributes } from "../semconv/attributes";

/** A log record with its instrumentation scope and service. */
export interface ReceivedLogRecord {
  record: LogRecord;
  attributes: Attributes;
  /** The names of the event. A name may be in the record's own field, in an attribute, or in the body. */
  eventNames: readonly string[];
  /** The name of the instrumentation scope; empty when the record has no scope. */
  scopeName: string;
  serviceName: string | null;
}

/** The log records of a request, in order. */
export function* logRecordsIn(request: ExportLogsServiceRequest): Iterable<ReceivedLogRecord> {
  for (const { resource, scopeLogs } of request.resourceLogs) {
    const serviceName = new Attributes(resource?.attributes).text("service.name");
    for (const { scope, logRecords } of scopeLogs)
      for (const record of logRecords)
        yield receivedLogRecord(record, { scopeName: scope?.name ?? "", serviceName });
  }
}

function receivedLogRecord(
  record: LogRecord,
  origin: Pick<ReceivedLogRecord, "scopeName" | "serviceName">,
): ReceivedLogRecord {
  const attributes = new Attributes(record.attributes);
  const body = record.body?.value;
  const names = [
    record.eventName,
    attributes.text("event.name"),
    body?.case === "stringValue" ? body.value : null,
  ];
  return { record, attributes, eventNames: names.filter((name) => name !== null), ...origin };
}
