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
   * True when the client may report the call again without the response id. The charge then stores
   * `ownKey` in addition to its idempotency key.
   */
  keepsOwnKey?: boolean;
  /** The span of the same call, when the report is a log record that names its span. */
  span?: { traceId: string; spanId: string } | undefined;
  /** The key under which the span's call was recorded; absent when it is unknown. */
  spanChargeKey?: string | undefined;
  /** The provider's id of the response; null when the report has none. It identifies the call. */
  responseId: string | null;
  /**
   * Further ids that other reports of the call may have as their response id. For example, a response can
   * have the id of the request and the id of the message.
   */
  otherResponseIds?: readonly string[];
  run: {
    /** The caller's name for the run, such as a conversation or a trace. */
    externalId: string;
    /**
     * True when the report names no run and the name was generated. The name may differ when the report is
     * sent again.
     */
    isAssumed?: boolean;
  };
  job: {
    /** The caller's name for the job, such as the invocation of an agent. */
    externalId: string;
    /**
     * True when the report names no job and the name was generated. The name may differ when the report is
     * sent again.
     */
    isAssumed?: boolean;
    /** The agent's name as reported, before the project maps it; null when the report names no agent. */
    agentName: string | null;
    /**
     * True when a later report may still name the agent. The job then does not get the project's default
     * type yet.
     */
    waitsForAgent?: boolean;
    /** How and when the job ended; absent when the report does not say that it ended. */
    finished?: { status: FinalStatus; at: Date };
  };
  /** What the client is known to leave out of its reports; absent when nothing is known to be missing. */
  usageGap?: UsageGap | null;
  /** True when the report has no time; `occurredAt` is then the time of receipt. */
  isTimeAssumed: boolean;
}
