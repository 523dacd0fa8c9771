import { dayOf } from "@ai-cost/domain";
import { spanKey } from "../../calls/call-keys";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { hexId } from "../hex-id";
import { AGENT_NAME, RUN } from "../semconv/attribute-names";
import { firstText } from "../semconv/first-value";
import { contentKey } from "./content-key";
import type { ReceivedLogRecord } from "./received-log-record";

/**
 * The event that repeats the data of a model call's span. It is meant for systems that store events but no
 * spans.
 */
const CALL_EVENT = "gen_ai.client.inference.operation.details";

export const isCallEvent = ({ eventNames }: ReceivedLogRecord): boolean =>
  eventNames.includes(CALL_EVENT);

type UnidentifiedCall = Omit<ReportedCall, "ownKey" | "run" | "job">;

const runOf = ({ attributes, record }: ReceivedLogRecord): string | null =>
  firstText(attributes, RUN) ?? hexId(record.traceId);

export function runAndJobOf(
  received: ReceivedLogRecord,
  { occurredAt }: UnidentifiedCall,
  ownKey: string,
): Pick<ReportedCall, "run" | "job"> {
  const run = runOf(received);
  const agentName = firstText(received.attributes, AGENT_NAME);
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: compoundName("log", run, agentName ?? ""), agentName },
    };
  const status = received.attributes.has("error.type") ? "failed" : "completed";
  return {
    run: {
      externalId: compoundName("otlp-logs", received.serviceName ?? "", dayOf(occurredAt)),
      isAssumed: true,
    },
    job: {
      externalId: ownKey,
      isAssumed: true,
      agentName,
      finished: { status, at: occurredAt },
    },
  };
}

type OwnIdentity = Pick<ReportedCall, "ownKey" | "keepsOwnKey">;

/** Returns the span whose data a call's event repeats; undefined for other records. */
export function spanOfEvent(received: ReceivedLogRecord): ReportedCall["span"] {
  const [traceId, spanId] = [hexId(received.record.traceId), hexId(received.record.spanId)];
  return isCallEvent(received) && traceId !== null && spanId !== null
    ? { traceId, spanId }
    : undefined;
}

/** Returns the identity of a call that has no provider or no response id. */
export function ownIdentityOf(received: ReceivedLogRecord, call: UnidentifiedCall): OwnIdentity {
  const { attributes, serviceName } = received;
  const uid = attributes.text("log.record.uid");
  if (uid !== null) return { ownKey: compoundName("log", "record", uid), keepsOwnKey: true };
  const id = attributes.text("event.id") ?? call.responseId;
  if (id !== null)
    return {
      ownKey: compoundName("log", "event", serviceName ?? "", id),
      keepsOwnKey: id !== call.responseId,
    };
  // The event gets the key of the call's span, so that only one of the two counts.
  if (call.span) return { ownKey: spanKey(call.span) };
  const agentName = firstText(attributes, AGENT_NAME);
  return { ownKey: contentKey(received, { ...call, run: runOf(received), agentName }) };
}
