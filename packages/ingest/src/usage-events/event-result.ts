import type { ChargeIds, Refusal } from "@ai-cost/ledger";
import type { TakenEvent, UntakenEvent } from "./read/accept-event";
import type { EventResult } from "./schema/response";

/** What the ledger says of an event, with the rows that it became. */
export type EventOutcome = ({ outcome: "recorded" | "repeated" } & Partial<ChargeIds>) | Refusal;

const RESULTS = { recorded: "recorded", repeated: "duplicate" } as const;

/** What the sender is told of an event; `outcome` is the ledger's where it was asked. */
export function resultOf(event: TakenEvent | UntakenEvent, outcome?: EventOutcome): EventResult {
  if ("problem" in event) return { id: event.id, result: "invalid", reason: event.problem };
  const { id, ignored } = event;
  const unread = ignored.length > 0 && { ignored: [...ignored] };
  if (!outcome) throw new Error("an event that was taken has no outcome");
  if ("reason" in outcome)
    return { id, result: outcome.outcome, reason: outcome.reason, ...unread };
  const { outcome: word, ...ids } = outcome;
  return { id, result: RESULTS[word], ...unread, ...ids };
}
