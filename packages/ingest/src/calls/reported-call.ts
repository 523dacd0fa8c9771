import type { FinalStatus } from "@ai-cost/domain";
import type { PriceableCall } from "@ai-cost/pricing";

/**
 * One model call as a client reported it: decoded, in our units, and not yet priced. It depends on the
 * report alone, so neither the order nor the batches in which reports arrive change it. It holds no
 * prompt and no completion.
 */
export interface ReportedCall extends PriceableCall {
  /**
   * The endpoint and the client, such as `usage-events` or `otlp-traces ai`. Two different reports of
   * a call from one source are a conflict; from two sources, the second is a duplicate.
   */
  source: string;
  /** The protocol's own id of the report, unique in the project, such as `span/<trace>/<span>`. */
  ownKey: string;
  /** The provider's id of the response; null when the report has none. With a provider it is the key. */
  responseId: string | null;
  run: {
    /** The caller's name for the run, such as a conversation or a trace. */
    externalId: string;
    /** The report names no run and this name was made for it, so a repeated report may have another one. */
    isAssumed?: boolean;
  };
  job: {
    /** The caller's name for the job, such as the invocation of an agent. */
    externalId: string;
    /** The report names no job and this name was made for it, so a repeated report may have another one. */
    isAssumed?: boolean;
    /** As reported, before the project maps it; null when the report names none. */
    agentName: string | null;
    /** Another report may still name the agent, so the job does not take the project's default type. */
    waitsForAgent?: boolean;
    /** Present when the report says how the job ended. */
    finished?: { status: FinalStatus; at: Date };
  };
  /** The report has no time, and `occurredAt` is the time of receipt. */
  isTimeAssumed: boolean;
}
