import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { storableName, storableText } from "../fields/storable";
import type { ReportedCall } from "./reported-call";

/**
 * The call with names that the ledger can store: a run's or a job's name that is too long or has
 * characters that Postgres cannot store becomes a hash of it, and an agent's name is cut. It is for
 * protocols whose senders read no response, where a call refused for its names would be missing from
 * every total.
 */
export function withStorableNames({ run, job, ...call }: ReportedCall): ReportedCall {
  const agentName = storableText(job.agentName ?? "", MAX_AGENT_NAME_LENGTH) || null;
  return {
    ...call,
    run: { ...run, externalId: storableName(run.externalId) },
    job: { ...job, externalId: storableName(job.externalId), agentName },
  };
}
