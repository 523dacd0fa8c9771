import { createHash } from "node:crypto";
import type { ReportedCall } from "../../calls/reported-call";
import { hexId } from "../hex-id";
import type { ReceivedLogRecord } from "./received-log-record";

type CallContent = Pick<ReportedCall, "source" | "model" | "tokens" | "costMicroUsd"> & {
  run: string | null;
  agentName: string | null;
};

/**
 * Returns the key of a record without an id: a hash of the call's data in the record, with the time in
 * nanoseconds. A record that is sent again has the same key and counts once. Two different calls with the
 * same data and the same time also have the same key, so only one of them counts. A sender can avoid this
 * with a `log.record.uid`.
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
    // Never add more counts here, because that would change the keys of existing charges.
    tokens?.inputTokens ?? null,
    tokens?.cacheReadTokens ?? null,
    tokens?.cacheWriteTokens ?? null,
    tokens?.outputTokens ?? null,
    tokens?.reasoningTokens ?? null,
  ];
  const text = JSON.stringify(content.map((value) => (value === null ? null : String(value))));
  return `log/${createHash("sha256").update(text).digest("hex")}`;
}
