import type { JobUpdate } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor } from "../../../calls/agent-names";
import type { CallJob } from "../tree/job-of-call";

/** The service name that OpenTelemetry SDKs use when none is configured. */
const DEFAULT_SERVICE_NAME = /^unknown_service/;

/**
 * Returns the agent of a job and how the job ended, as far as the spans that have arrived show it. A job
 * that a later span may still name has no agent type yet. If no span names an agent, the name of the
 * service or the project's default type is used.
 */
export function jobStateOf(names: AgentNames, job: CallJob): JobUpdate & { agentName: string } {
  const { externalId, isSettled, end } = job;
  const agentName = job.agentName ?? (isSettled ? serviceNameOf(names, job) : null);
  const isNamed = isSettled || agentName !== null;
  return {
    externalId,
    agentType: isNamed ? agentTypeFor(names, agentName) : null,
    agentName: agentName ?? "",
    ...(isSettled && end && { finished: endingOf(end) }),
  };
}

const endingOf = ({ isFailed, endedAt }: NonNullable<CallJob["end"]>) => ({
  status: isFailed ? ("failed" as const) : ("completed" as const),
  at: endedAt,
});

const serviceNameOf = ({ defaultType }: AgentNames, { serviceName }: CallJob): string | null =>
  defaultType !== null || serviceName === null || DEFAULT_SERVICE_NAME.test(serviceName)
    ? null
    : serviceName;
