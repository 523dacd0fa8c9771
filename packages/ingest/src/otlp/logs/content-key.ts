import { createHash } from "node:crypto";
import type { ReportedCall } from "../../calls/reported-call";
import type { LogEntry } from "./received-log-record";

type Said = Pick<ReportedCall, "source" | "model" | "tokens" | "costMicroUsd"> & {
  run: string | null;
  agentName: string | null;
};

/**
 * The identity of a record that has none of its own: all that it says of its call, with its time to
 * the nanosecond. So a record that is sent again counts once, and of two calls at the very same
 * nanosecond with the same counts one is lost: a sender that makes such gives each a `log.record.uid`.
 */
export function contentKey({ record, attributes }: LogEntry, said: Said): string {
  const content = [
    said.source,
    record.timeUnixNano,
    attributes.text("event.timestamp"),
    attributes.text("event.sequence"),
    hexOf(record.traceId),
    hexOf(record.spanId),
    said.run,
    said.agentName,
    said.model,
    said.costMicroUsd,
    ...Object.values(said.tokens),
  ];
  const text = JSON.stringify(content.map((value) => (value === null ? null : String(value))));
  return `log/${createHash("sha256").update(text).digest("hex")}`;
}

/** Lower-case hexadecimal digits; null for an id that is not set, or only zeros. */
export const hexOf = (id: Uint8Array): string | null =>
  id.some((byte) => byte !== 0) ? Buffer.from(id).toString("hex") : null;
