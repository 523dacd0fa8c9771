import { type DescMessage, type JsonValue, type MessageShape, toJson } from "@bufbuild/protobuf";

/** Encodes a request in OTLP's JSON, in which ids are hexadecimal and enums are numbers. */
export const otlpJson = <Schema extends DescMessage>(
  schema: Schema,
  message: MessageShape<Schema>,
): JsonValue => idsToHex(toJson(schema, message, { enumAsInteger: true }));

const IDS = new Set(["traceId", "spanId", "parentSpanId"]);

function idsToHex(json: JsonValue): JsonValue {
  if (Array.isArray(json)) return json.map(idsToHex);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      IDS.has(key) && typeof value === "string" ? hexOf(value) : idsToHex(value),
    ]),
  );
}

const hexOf = (base64: string): string => Buffer.from(base64, "base64").toString("hex");
