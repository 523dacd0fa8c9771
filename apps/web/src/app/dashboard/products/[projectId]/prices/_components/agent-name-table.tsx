import { NO_AGENT_NAME } from "@ai-cost/domain";
import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { Table } from "@/components/table/table";
import type { AgentNameList, NewAgentName } from "../outputs";
import { AgentNameRow } from "./agent-name-row";

const COLUMNS = [
  { label: "Reported name" },
  { label: "Counts as" },
  { label: "Actions", hidden: true },
] as const;

interface AgentNameTableProps {
  query: QueryState<AgentNameList>;
  /** `onEdit` and `onRemove` are absent when the signed-in person may not change names. */
  onEdit?: (entry: Partial<NewAgentName>) => void;
  /** The promise rejects when the server refuses the change. */
  onRemove?: (agentName: string) => Promise<unknown>;
}

/** A table with the agent type of each reported name: first the names that a person set, then the other names. */
export function AgentNameTable({ query, onEdit, onRemove }: AgentNameTableProps) {
  const titleId = useId();
  const [removed, setRemoved] = useState<string | null>(null);
  const actions = { ...(onEdit && { onEdit }), ...(onRemove && { onRemove: setRemoved }) };
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Agent names">
        {onEdit && <Button onClick={() => onEdit({})}>Add name</Button>}
      </CardHeader>
      <QueryResult query={query} subject="agent names" height="min-h-40">
        {({ defaultAgentType, mappings, unmappedNames }) => (
          <Table caption="Agent types by reported name" columns={COLUMNS}>
            <AgentNameRow agentName={NO_AGENT_NAME} agentType={defaultAgentType} {...actions} />
            {mappings.map(({ agentName, agentType }) => (
              <AgentNameRow
                key={agentName}
                agentName={agentName}
                agentType={agentType}
                {...actions}
              />
            ))}
            {unmappedNames.map((agentName) => (
              <AgentNameRow key={agentName} agentName={agentName} agentType={null} {...actions} />
            ))}
          </Table>
        )}
      </QueryResult>
      <p className="border-line border-t px-4 py-3 text-muted text-sm">
        The type of a name that is not set here is derived from the name: “Research Agent” counts as
        research, “Triage Agent” as a type of its own. A change applies to jobs named from then on.
      </p>
      {removed !== null && onRemove && (
        <ConfirmDialog
          title="Remove a name"
          action="Remove"
          pendingAction="Removing…"
          onConfirm={() => onRemove(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed === NO_AGENT_NAME
            ? "Reports without a name will have no agent type until a name is reported."
            : `The type of ${removed} will be derived from the name.`}{" "}
          Recorded usage keeps its agent type.
        </ConfirmDialog>
      )}
    </Card>
  );
}
