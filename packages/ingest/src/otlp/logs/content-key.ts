import { createHash } from "node:crypto";
import type { ReportedCall } from "../../calls/reported-call";
import { hexId } from "../hex-id";
import type { ReceivedLogRecord } from "./received-log-record";

type CallContent = Pick<ReportedCall, "source" | "model" | "tokens" | "costMicroUsd"> & {
  run: string | null;
  agentName: string | null;
};

/**
 * The key of a record without an identity of its own: a hash of what it says about its call, with the
 * time to the nanosecond. A record that is sent again counts once. Of two different calls with the
 * same counts in the same nanosecond one is lost; a sender avoids that with a `log.record.uid`.
 */
export function contentKey(
  { record, attributes }: ReceivedLogRecord,
  { source, run, agentName, model, costMicroUsd, tokens }: CallContent,
): string {
  const content = [
    source,
    record.timeUnixNano,
    attributes.text("event.timestamp"),
    attributes.text("event.sequence"),
    hexId(record.traceId),
    hexId(record.spanId),
    run,
    agentName,
    model,
    costMicroUsd,
    ...Object.values(tokens),
  ];
  const text = JSON.stringify(content.map((value) => (value === null ? null : String(value))));
  return `log/${createHash("sha256").update(text).digest("hex")}`;
}
