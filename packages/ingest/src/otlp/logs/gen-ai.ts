import { dayOf } from "@ai-cost/domain";
import { nameOf } from "../../calls/name-of";
import type { ReportedCall } from "../../calls/reported-call";
import { bearsGenAiUsage, genAiCost, genAiTokens } from "../gen-ai-usage";
import { contentKey, hexOf } from "./content-key";
import type { LogEntry } from "./log-entry";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";

/** The event that says what a model call's span says, for those who keep events and not spans. */
const CALL_EVENT = "gen_ai.client.inference.operation.details";

/** Operations whose usage repeats that of the model calls inside them. */
const NO_MODEL_CALL = new Set([
  "create_agent",
  "invoke_agent",
  "invoke_workflow",
  "execute_tool",
  "plan",
]);

type Called = Omit<ReportedCall, "ownKey" | "run" | "job">;

/**
 * Any log record that bears the usage of a model call in the attributes of the GenAI conventions, of
 * today or before. Its run is the conversation, else the trace; its job what one agent did in the
 * run. A record that names no run is a job of its own, in its service's run of the UTC day.
 */
export const genAi: LogSource = {
  isUsage: ({ attributes }) =>
    bearsGenAiUsage(attributes) &&
    !NO_MODEL_CALL.has(attributes.text("gen_ai.operation.name") ?? ""),

  callOf(entry, now) {
    const { attributes, scopeName, serviceName } = entry;
    const called: Called = {
      source: ["otlp-logs", scopeName, serviceName].filter(Boolean).join(" ").slice(0, 200),
      provider: attributes.text("gen_ai.provider.name") ?? attributes.text("gen_ai.system"),
      responseId: attributes.text("gen_ai.response.id"),
      model: attributes.text("gen_ai.response.model") ?? attributes.text("gen_ai.request.model"),
      ...timeOf(entry, now),
      tokens: genAiTokens(attributes),
      costMicroUsd: genAiCost(attributes),
    };
    const ownKey = ownKeyOf(entry, called);
    return { ...called, ownKey, ...placeOf(entry, called, ownKey) };
  },
};

const runOf = ({ attributes, record }: LogEntry): string | null =>
  attributes.text("gen_ai.conversation.id") ??
  attributes.text("session.id") ??
  hexOf(record.traceId);

const agentOf = ({ attributes }: LogEntry): string | null =>
  attributes.text("gen_ai.agent.name") ?? attributes.text("agent.name");

function placeOf(
  entry: LogEntry,
  { occurredAt }: Called,
  ownKey: string,
): Pick<ReportedCall, "run" | "job"> {
  const run = runOf(entry);
  const agentName = agentOf(entry);
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: nameOf("log", run, agentName ?? ""), agentName },
    };
  const status = entry.attributes.has("error.type") ? "failed" : "completed";
  return {
    run: {
      externalId: nameOf("otlp-logs", entry.serviceName ?? "", dayOf(occurredAt)),
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

/** Used where the provider's response does not identify the call. */
function ownKeyOf(entry: LogEntry, called: Called): string {
  const { attributes, record, serviceName, eventNames } = entry;
  const uid = attributes.text("log.record.uid");
  if (uid !== null) return nameOf("log", "record", uid);
  const id = attributes.text("event.id") ?? called.responseId;
  if (id !== null) return nameOf("log", "event", serviceName ?? "", id);
  const [trace, span] = [hexOf(record.traceId), hexOf(record.spanId)];
  // The event of a call and the call's span are one report, whichever of them comes.
  if (eventNames.has(CALL_EVENT) && trace !== null && span !== null)
    return nameOf("span", trace, span);
  return contentKey(entry, { ...called, run: runOf(entry), agentName: agentOf(entry) });
}
