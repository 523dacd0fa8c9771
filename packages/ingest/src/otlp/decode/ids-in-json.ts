const IDS = new Set(["traceId", "spanId", "parentSpanId", "trace_id", "span_id", "parent_span_id"]);

/**
 * The members that contain no trace or span ids. They are skipped, because an attribute in one of them may
 * be named like an id field.
 */
const WITHOUT_IDS = new Set(["attributes", "body", "resource", "scope"]);

/**
 * Converts ids from hexadecimal, as in OTLP's JSON, to base64, as in protobuf's JSON mapping. Changes the
 * parsed JSON in place. An id that is not hexadecimal becomes empty, so that only the span with this id is
 * rejected.
 */
export function idsToBase64(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const element of value) idsToBase64(element);
  else for (const [key, member] of Object.entries(value)) idToBase64(value, key, member);
}

function idToBase64(holder: object, key: string, member: unknown): void {
  if (IDS.has(key) && typeof member === "string") Reflect.set(holder, key, base64Of(member));
  else if (!WITHOUT_IDS.has(key)) idsToBase64(member);
}

const base64Of = (hex: string): string =>
  /^([0-9a-f]{2})*$/i.test(hex) ? Buffer.from(hex, "hex").toString("base64") : "";
