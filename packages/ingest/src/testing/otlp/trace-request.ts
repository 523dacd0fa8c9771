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

/** What a test says of a span; everything else is filled in. */
export interface SpanStory {
  /** 16 hexadecimal digits. */
  id?: string;
  parent?: string | null;
  /** 32 hexadecimal digits. */
  trace?: string;
  name?: string;
  scope?: string;
  version?: string;
  service?: string | null;
  /** Milliseconds since 1970. */
  startMs?: number;
  endMs?: number;
  isFailed?: boolean;
  /** Whole numbers become integers of the protocol, others doubles. */
  attributes?: Readonly<Record<string, Value>>;
}

export const TRACE = "0af7651916cd43dd8448eb211c80319c";
export const END_MS = Date.parse("2026-11-24T10:00:00.000Z");

/** A request with each span in a resource and a scope of its own. */
export const traceRequest = (stories: readonly SpanStory[]): ExportTraceServiceRequest =>
  create(ExportTraceServiceRequestSchema, {
    resourceSpans: stories.map((story) => ({
      resource: {
        attributes: keyValues(
          story.service === null ? {} : { "service.name": story.service ?? "crew" },
        ),
      },
      scopeSpans: [
        {
          scope: { name: story.scope ?? "a-scope", version: story.version ?? "" },
          spans: [spanOf(story)],
        },
      ],
    })),
  });

const spanOf = (story: SpanStory) =>
  create(SpanSchema, {
    traceId: bytes(story.trace ?? TRACE),
    spanId: bytes(story.id ?? "b7ad6b7169203331"),
    parentSpanId: bytes(story.parent ?? ""),
    name: story.name ?? "a span",
    startTimeUnixNano: nanoseconds(story.startMs ?? END_MS - 1_000),
    endTimeUnixNano: nanoseconds(story.endMs ?? END_MS),
    attributes: keyValues(story.attributes ?? {}),
    status: { code: story.isFailed ? Status_StatusCode.ERROR : Status_StatusCode.UNSET },
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
