import { agentTypeOf } from "@ai-cost/domain";
import { AgentTypeMark } from "@/app/dashboard/_labels/agent-type-label";

/** The agent types of a run as their marks, with their names for screen readers. */
export function AgentMarks({ agentTypes }: { agentTypes: readonly string[] }) {
  const labels = agentTypes.map((agentType) => agentTypeOf(agentType).label).join(", ");
  return (
    <span className="inline-flex flex-wrap gap-1" title={labels}>
      <span className="sr-only">{labels}</span>
      {agentTypes.map((agentType) => (
        <AgentTypeMark key={agentType} agentType={agentType} />
      ))}
    </span>
  );
}
