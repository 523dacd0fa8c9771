import type { UsageGap } from "@ai-cost/db";
import type { FinalStatus } from "@ai-cost/domain";
import type { PriceableCall } from "@ai-cost/pricing";

/**
 * One model call as a client reported it: decoded, in the units of the ledger, and not yet priced. It is
 * computed from the report alone, so the order and the batches in which reports arrive do not change it.
 * It contains no prompt and no completion.
 */
export interface ReportedCall extends PriceableCall {
  /**
   * The endpoint and the client, such as `usage-events` or `otlp-traces ai`. When two reports of a call
   * differ, the second is a conflict if both have the same source, and a duplicate if they have different
   * sources.
   */
  source: string;
  /** The protocol's own id of the report, unique in the project, such as `span/<trace>/<span>`. */
  ownKey: string;
  /**
   * True when the client may report the call again without the response id, so that the charge keeps
   * `ownKey` beside it.
   */
  keepsOwnKey?: boolean;
  /** The span that reports the same call, when the report is not the span itself and names it. */
  span?: { traceId: string; spanId: string } | undefined;
  /** The key under which the call of `span` was recorded; absent when that is not known. */
  spanChargeKey?: string | undefined;
  /** The provider's id of the response; null when the report has none. It identifies the call. */
  responseId: string | null;
  /**
   * Further ids that other reports of the call may have as their response id, such as the request id
   * beside the id of the message.
   */
  otherResponseIds?: readonly string[];
  run: {
    /** The caller's name for the run, such as a conversation or a trace. */
    externalId: string;
    /**
     * True when the report names no run, so that the name was generated. A repeated report may get another
     * name.
     */
    isAssumed?: boolean;
  };
  job: {
    /** The caller's name for the job, such as the invocation of an agent. */
    externalId: string;
    /**
     * True when the report names no job, so that the name was generated. A repeated report may get another
     * name.
     */
    isAssumed?: boolean;
    /** The agent's name as reported, before the project maps it; null when the report names no agent. */
    agentName: string | null;
    /**
     * True when a later report may still name the agent, so the job does not get the project's default
     * type yet.
     */
    waitsForAgent?: boolean;
    /** How and when the job ended; absent when the report does not say it. */
    finished?: { status: FinalStatus; at: Date };
  };
  /** What the client is known to leave out of its reports; absent when nothing is known to be missing. */
  usageGap?: UsageGap | null;
  /** True when the report has no time; `occurredAt` is then the time of receipt. */
  isTimeAssumed: boolean;
}
