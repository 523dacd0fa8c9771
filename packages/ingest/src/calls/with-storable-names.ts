import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { storableName, storableText } from "../fields/storable";
import type { ReportedCall } from "./reported-call";

/**
 * Changes the names in a call so that the ledger can store them. The name of a run or a job becomes a hash
 * when it is too long or has characters that Postgres cannot store; an agent's name is cut. Use it for
 * protocols whose senders ignore the response. Such a sender would not notice that a call was refused for
 * its names, and the call would be missing from every total.
 */
export function withStorableNames(call: ReportedCall): ReportedCall {
  const { run, job } = call;
  const agentName = storableText(job.agentName ?? "", MAX_AGENT_NAME_LENGTH) || null;
  return {
    ...call,
    run: { ...run, externalId: storableName(run.externalId) },
    job: { ...job, externalId: storableName(job.externalId), agentName },
  };
}
