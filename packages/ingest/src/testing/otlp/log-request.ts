import { fromJson, type JsonObject, type JsonValue } from "@bufbuild/protobuf";
import type { ReportedCall } from "../../calls/reported-call";
import { readCalls } from "../../otlp/logs/read-calls";
import {
  type ExportLogsServiceRequest,
  ExportLogsServiceRequestSchema,
} from "../../otlp/proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { Rejections } from "../../otlp/rejections";

export type AttributeValues = Readonly<Record<string, string | number | bigint | boolean>>;

/** A log record as a test says it; ids in base64, as protobuf's own JSON has them. */
export interface RecordStory {
  attributes: AttributeValues;
  body?: string;
  eventName?: string;
  timeUnixNano?: string;
  observedTimeUnixNano?: string;
  traceId?: string;
  spanId?: string;
}

export interface EmitterStory {
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
  // JSON has no such number; protobuf's has words for it.
  if (!Number.isFinite(value)) return { doubleValue: String(value) };
  return Number.isSafeInteger(value) ? { intValue: value } : { doubleValue: value };
}

/** The request that one emitter sends of these records. */
export const logRequest = (
  records: readonly RecordStory[],
  { scope = "", service }: EmitterStory = {},
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

/** What a request says, and why what it does not: as `receiveLogs` reads it. */
export function readRequest(
  request: ExportLogsServiceRequest,
  now: Date,
): { calls: ReportedCall[]; messages: string[] } {
  const refusals = new Rejections();
  const calls = [...readCalls(request, now, refusals)];
  return { calls, messages: refusals.taken("log record").messages };
}
