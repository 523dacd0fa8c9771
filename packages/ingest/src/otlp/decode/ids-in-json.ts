const IDS = new Set(["traceId", "spanId", "parentSpanId", "trace_id", "span_id", "parent_span_id"]);

/** Hold attributes and texts, where nothing is an id of the protocol's. */
const WITHOUT_IDS = new Set(["attributes", "body", "resource", "scope"]);

/**
 * Ids are hexadecimal in OTLP's JSON, in either case, where protobuf's own JSON has base64; this
 * brings parsed JSON from the one to the other, in place. What is no hexadecimal becomes empty, and
 * so an id that is not valid, of its span alone.
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
