import type { JobUpdate } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor } from "../../../calls/agent-names";
import type { CallJob } from "../tree/job-of-call";

/** The service name that OpenTelemetry SDKs use when none is configured. */
const DEFAULT_SERVICE_NAME = /^unknown_service/;

/**
 * What the spans that have arrived say about a job: its agent, and how it ended. A job whose agent may
 * still be named by a later span has no agent type yet. The service's name and the project's default type
 * are the last resort.
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
