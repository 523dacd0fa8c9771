import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { storable, storableName } from "../fields/storable";
import type { ReportedCall } from "./reported-call";

/**
 * The call under names that the ledger can store: one too long or too odd for a run or a job gives way
 * to one that stands for it alone, an agent's is cut. Of use where nobody reads the answer, and a call
 * refused for its names would be spend that no number shows.
 */
export function withStorableNames({ run, job, ...call }: ReportedCall): ReportedCall {
  const agentName = storable(job.agentName ?? "", MAX_AGENT_NAME_LENGTH) || null;
  return {
    ...call,
    run: { ...run, externalId: storableName(run.externalId) },
    job: { ...job, externalId: storableName(job.externalId), agentName },
  };
}
