import { dayOf } from "@ai-cost/domain";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { AGENT_NAME, RUN } from "../semconv/attribute-names";
import { firstText } from "../semconv/first-value";
import { contentKey, hexOf } from "./content-key";
import type { LogEntry } from "./received-log-record";

/** The event that says what a model call's span says, for those who keep events and not spans. */
const CALL_EVENT = "gen_ai.client.inference.operation.details";

type Called = Omit<ReportedCall, "ownKey" | "run" | "job">;

const runOf = ({ attributes, record }: LogEntry): string | null =>
  firstText(attributes, RUN) ?? hexOf(record.traceId);

/** What the call belongs to. */
export function placeOf(
  entry: LogEntry,
  { occurredAt: at }: Called,
  ownKey: string,
): Pick<ReportedCall, "run" | "job"> {
  const run = runOf(entry);
  const agentName = firstText(entry.attributes, AGENT_NAME);
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: compoundName("log", run, agentName ?? ""), agentName },
    };
  const status = entry.attributes.has("error.type") ? "failed" : "completed";
  return {
    run: {
      externalId: compoundName("otlp-logs", entry.serviceName ?? "", dayOf(at)),
      isAssumed: true,
    },
    job: { externalId: ownKey, isAssumed: true, agentName, finished: { status, at } },
  };
}

/** What the call is known by where the provider's response does not identify the call. */
export function ownKeyOf(entry: LogEntry, called: Called): string {
  const { attributes, record, serviceName, eventNames } = entry;
  const uid = attributes.text("log.record.uid");
  if (uid !== null) return compoundName("log", "record", uid);
  const id = attributes.text("event.id") ?? called.responseId;
  if (id !== null) return compoundName("log", "event", serviceName ?? "", id);
  const [trace, span] = [hexOf(record.traceId), hexOf(record.spanId)];
  // The event of a call and the call's span are one report, whichever of them comes.
  if (eventNames.includes(CALL_EVENT) && trace !== null && span !== null)
    return compoundName("span", trace, span);
  const agentName = firstText(attributes, AGENT_NAME);
  return contentKey(entry, { ...called, run: runOf(entry), agentName });
}
