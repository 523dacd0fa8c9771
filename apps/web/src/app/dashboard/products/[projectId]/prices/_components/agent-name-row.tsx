import { NO_AGENT_NAME } from "@ai-cost/domain";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Cell, Row, RowHeader } from "@/components/table/table";
import type { NewAgentName } from "../outputs";
import { RowAction } from "./row-action";

interface AgentNameRowProps {
  /** The reported name; empty for usage reports without a name. */
  agentName: string;
  /** The agent type that a person set; null when nobody set one. */
  agentType: string | null;
  onEdit?: (entry: Partial<NewAgentName>) => void;
  onRemove?: (agentName: string) => void;
}

/** A row with a reported name, its agent type, and buttons to change or remove the agent type. */
export function AgentNameRow({ agentName, agentType, onEdit, onRemove }: AgentNameRowProps) {
  const subject = agentName === NO_AGENT_NAME ? "reports without a name" : agentName;
  return (
    <Row>
      <RowHeader className="wrap-anywhere">
        {agentName === NO_AGENT_NAME ? "Reports without a name" : agentName}
      </RowHeader>
      <Cell>
        {agentType === null ? (
          <span className="text-muted">{defaultText(agentName)}</span>
        ) : (
          <AgentTypeLabel agentType={agentType} />
        )}
      </Cell>
      <Cell align="right" phone="figure" className="whitespace-nowrap">
        {onEdit && (
          <RowAction
            label={`${agentType === null ? "Set" : "Edit"} agent type of ${subject}`}
            onClick={() => onEdit(agentType === null ? { agentName } : { agentName, agentType })}
          >
            {agentType === null ? "Set" : "Edit"}
          </RowAction>
        )}
        {agentType !== null && onRemove && (
          <RowAction label={`Remove agent type of ${subject}`} onClick={() => onRemove(agentName)}>
            Remove
          </RowAction>
        )}
      </Cell>
    </Row>
  );
}

const defaultText = (agentName: string): string =>
  agentName === NO_AGENT_NAME ? "Unknown until a name is reported" : "Derived from the name";
