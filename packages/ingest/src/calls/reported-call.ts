import type { FinalStatus } from "@ai-cost/domain";
import type { PriceableCall } from "@ai-cost/pricing";

/**
 * One model call as a source reports it, in words and units of ours; nothing of what was said in it.
 * Everything here is a function of the report alone, so that order and batching change nothing.
 */
export interface ReportedCall extends PriceableCall {
  /** The way in, such as `usage-events` or `otlp-traces ai`: where the same way contradicts itself is a conflict. */
  source: string;
  /** The protocol's own identity of the report, unique in the project, such as `span/<trace>/<span>`. */
  ownKey: string;
  /** The provider's id of the response; null when the source gives none. With a provider it is the key. */
  responseId: string | null;
  run: {
    /** The caller's name for it: a conversation, a trace. */
    externalId: string;
    /** Whether the report names none and this name was made for it: no part of what a repeat must equal. */
    isAssumed?: boolean;
  };
  job: {
    /** The caller's name for it: an agent's invocation. */
    externalId: string;
    /** Whether the report names none and this name was made for it: no part of what a repeat must equal. */
    isAssumed?: boolean;
    /** As reported, before the project's mapping; null when the report names none. */
    agentName: string | null;
    /** Whether another report may name its agent: without one it then waits, and takes no default. */
    waitsForAgent?: boolean;
    /** Present when this report says how the job ended. */
    finished?: { status: FinalStatus; at: Date };
  };
  /** Whether the report had no time, and `occurredAt` is when it came in. */
  isTimeAssumed: boolean;
}
