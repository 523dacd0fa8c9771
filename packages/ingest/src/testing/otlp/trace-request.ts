import { create } from "@bufbuild/protobuf";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
} from "../../otlp/proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import {
  type AnyValue,
  AnyValueSchema,
  KeyValueSchema,
} from "../../otlp/proto/generated/opentelemetry/proto/common/v1/common_pb";
import {
  SpanSchema,
  Status_StatusCode,
} from "../../otlp/proto/generated/opentelemetry/proto/trace/v1/trace_pb";

type Value = string | number | bigint | boolean | readonly string[];

/** The fields of a span that a test can set. All fields have defaults. */
export interface TestSpan {
  /** The span id: 16 hexadecimal digits. */
  id?: string;
  parent?: string | null;
  /** The trace id: 32 hexadecimal digits. */
  trace?: string;
  name?: string;
  scope?: string;
  version?: string;
  service?: string | null;
  /** The start in milliseconds since 1970. */
  startMs?: number;
  endMs?: number;
  isFailed?: boolean;
  /** The attributes. Whole numbers become protobuf integers, other numbers become doubles. */
  attributes?: Readonly<Record<string, Value>>;
}

export const TRACE = "0af7651916cd43dd8448eb211c80319c";
export const END_MS = Date.parse("2026-11-24T10:00:00.000Z");

/** A request in which each span has its own resource and scope. */
export const traceRequest = (spans: readonly TestSpan[]): ExportTraceServiceRequest =>
  create(ExportTraceServiceRequestSchema, {
    resourceSpans: spans.map((span) => ({
      resource: {
        attributes: keyValues(
          span.service === null ? {} : { "service.name": span.service ?? "crew" },
        ),
      },
      scopeSpans: [
        {
          scope: { name: span.scope ?? "a-scope", version: span.version ?? "" },
          spans: [spanOf(span)],
        },
      ],
    })),
  });

const spanOf = (span: TestSpan) =>
  create(SpanSchema, {
    traceId: bytes(span.trace ?? TRACE),
    spanId: bytes(span.id ?? "b7ad6b7169203331"),
    parentSpanId: bytes(span.parent ?? ""),
    name: span.name ?? "a span",
    startTimeUnixNano: nanoseconds(span.startMs ?? END_MS - 1_000),
    endTimeUnixNano: nanoseconds(span.endMs ?? END_MS),
    attributes: keyValues(span.attributes ?? {}),
    status: { code: span.isFailed ? Status_StatusCode.ERROR : Status_StatusCode.UNSET },
  });

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const nanoseconds = (milliseconds: number) => BigInt(milliseconds) * 1_000_000n;

const keyValues = (attributes: Readonly<Record<string, Value>>) =>
  Object.entries(attributes).map(([key, value]) =>
    create(KeyValueSchema, { key, value: anyValue(value) }),
  );

function anyValue(value: Value): AnyValue {
  if (typeof value === "string")
    return create(AnyValueSchema, { value: { case: "stringValue", value } });
  if (typeof value === "boolean")
    return create(AnyValueSchema, { value: { case: "boolValue", value } });
  if (typeof value === "object")
    return create(AnyValueSchema, {
      value: { case: "arrayValue", value: { values: value.map(anyValue) } },
    });
  return typeof value === "bigint" || Number.isSafeInteger(value)
    ? create(AnyValueSchema, { value: { case: "intValue", value: BigInt(value) } })
    : create(AnyValueSchema, { value: { case: "doubleValue", value } });
}
