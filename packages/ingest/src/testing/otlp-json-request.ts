import { randomBytes } from "node:crypto";
import type { ClientRequest } from "./client-request";

interface JsonSpan {
  traceId?: string;
  spanId?: string;
  parentSpanId?: string;
  name?: string;
  scope?: string;
  version?: string | null;
  attributes: Readonly<Record<string, string | number | boolean>>;
}

const START = BigInt(Date.parse("2026-11-27T12:00:00.000Z")) * 1_000_000n;

/** Creates a request with spans in OTLP's JSON. A span that names no trace gets its own trace. */
export const traceRequestJson = (
  spans: readonly JsonSpan[],
  serviceName: string,
): ClientRequest => ({
  POST: "/api/otel/v1/traces",
  body: {
    resourceSpans: [
      {
        resource: { attributes: keyValues({ "service.name": serviceName }) },
        scopeSpans: spans.map((span) => ({
          scope: { name: span.scope ?? "test", version: span.version ?? "" },
          spans: [jsonSpan(span)],
        })),
      },
    ],
  },
});

const jsonSpan = ({ attributes, name = "chat", ...ids }: JsonSpan) => ({
  traceId: ids.traceId ?? randomBytes(16).toString("hex"),
  spanId: ids.spanId ?? randomBytes(8).toString("hex"),
  parentSpanId: ids.parentSpanId ?? "",
  name,
  startTimeUnixNano: String(START),
  endTimeUnixNano: String(START + 1_000_000_000n),
  attributes: keyValues(attributes),
  status: {},
});

const keyValues = (attributes: JsonSpan["attributes"]) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: string | number | boolean) {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "string") return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
