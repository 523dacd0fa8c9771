import type { ChargeIds, Outcome } from "@ai-cost/ledger";
import type { InvalidEvent } from "./read/parse-event";
import type { AcceptedEvent } from "./read/read-event";
import type { EventResult } from "./schema/response";

/** The ledger's outcome for an event, with the ids of its rows. */
export type EventOutcome = Outcome<Partial<ChargeIds>>;

/** The result for an event in the response. `outcome` is undefined only for an invalid event. */
export function resultOfEvent(
  event: AcceptedEvent | InvalidEvent,
  outcome: EventOutcome | undefined,
): EventResult {
  if ("problem" in event) return { id: event.id, result: "invalid", reason: event.problem };
  if (!outcome) throw new Error("an accepted event has no outcome");
  const { id } = event.event;
  const ignored = event.ignored.length > 0 && { ignored: [...event.ignored] };
  if ("reason" in outcome)
    return { id, result: outcome.outcome, reason: outcome.reason, ...ignored };
  const { outcome: result, ...ids } = outcome;
  return { id, result, ...ignored, ...ids };
}
