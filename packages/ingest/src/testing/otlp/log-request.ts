import { fromJson, type JsonObject, type JsonValue } from "@bufbuild/protobuf";
import type { ReportedCall } from "../../calls/reported-call";
import { readCalls } from "../../otlp/logs/read-calls";
import {
  type ExportLogsServiceRequest,
  ExportLogsServiceRequestSchema,
} from "../../otlp/proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { Rejections } from "../../otlp/rejections";

export type AttributeValues = Readonly<Record<string, string | number | bigint | boolean>>;

/** The fields of a log record that a test sets. Ids are in base64, as in protobuf's JSON mapping. */
export interface TestLogRecord {
  attributes: AttributeValues;
  body?: string;
  eventName?: string;
  timeUnixNano?: string;
  observedTimeUnixNano?: string;
  traceId?: string;
  spanId?: string;
}

export interface TestEmitter {
  scope?: string;
  service?: string;
}

export const withoutNulls = (
  attributes: Readonly<Record<string, AttributeValues[string] | null>>,
): AttributeValues =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );

const jsonOf = (attributes: AttributeValues): JsonValue =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: AttributeValues[string]): JsonObject {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "bigint") return { intValue: String(value) };
  // JSON numbers cannot be infinite or NaN, so protobuf's JSON mapping writes these values as text.
  if (!Number.isFinite(value)) return { doubleValue: String(value) };
  return Number.isSafeInteger(value) ? { intValue: value } : { doubleValue: value };
}

/** Creates an export request with these log records from one sender. */
export const logRequest = (
  records: readonly TestLogRecord[],
  { scope = "", service }: TestEmitter = {},
): ExportLogsServiceRequest =>
  fromJson(ExportLogsServiceRequestSchema, {
    resourceLogs: [
      {
        resource: { attributes: jsonOf(service === undefined ? {} : { "service.name": service }) },
        scopeLogs: [
          {
            scope: { name: scope },
            logRecords: records.map(({ attributes, body, ...record }) => ({
              ...record,
              attributes: jsonOf(attributes),
              ...(body !== undefined && { body: { stringValue: body } }),
            })),
          },
        ],
      },
    ],
  });

/** Returns the calls that `receiveLogs` reads from a request, and the messages about rejected records. */
export function readRequest(
  request: ExportLogsServiceRequest,
  now: Date,
): { calls: ReportedCall[]; messages: readonly string[] } {
  const refusals = new Rejections();
  const calls = [...readCalls(request, now, refusals)];
  return { calls, messages: refusals.result("log record").messages };
}
