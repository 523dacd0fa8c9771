import { NO_AGENT_NAME } from "@ai-cost/domain";
import { useId, useState } from "react";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { Table } from "@/components/table/table";
import { ConfirmDialog } from "../../../../../../components/dialog/confirm-dialog";
import { Answered, type Question } from "../../../../../../components/feedback/query-result";
import type { AgentNameList, NewAgentName } from "../outputs";
import { AgentNameRow } from "./agent-name-row";

const COLUMNS = [
  { label: "Reported name" },
  { label: "Counts as" },
  { label: "Actions", hidden: true },
] as const;

interface AgentNameTableProps {
  question: Question<AgentNameList>;
  /** Absent, as is the other, for those who change none. */
  onEdit?: (entry: Partial<NewAgentName>) => void;
  /** Rejects with why not. */
  onRemove?: (agentName: string) => Promise<unknown>;
}

/** What each name counts as: those that are set, then those that were seen and are not. */
export function AgentNameTable({ question, onEdit, onRemove }: AgentNameTableProps) {
  const titleId = useId();
  const [removed, setRemoved] = useState<string | null>(null);
  const actions = { ...(onEdit && { onEdit }), ...(onRemove && { onRemove: setRemoved }) };
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Agent names">
        {onEdit && <Button onClick={() => onEdit({})}>Add name</Button>}
      </CardHeader>
      <Answered question={question} subject="agent names" height="min-h-40">
        {({ defaultAgentType, mappings, unmappedNames }) => (
          <Table caption="Agent types by the name that reports give" columns={COLUMNS}>
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
      </Answered>
      <p className="border-line border-t px-4 py-3 text-muted text-sm">
        A name that is not set here counts by its own words: “Research Agent” is research, “Triage
        Agent” a type of its own. A change holds for jobs that are named from then on.
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
            ? "Reports without a name will have no agent type until something names them."
            : `${removed} will count by its own words.`}{" "}
          What was recorded keeps its agent type.
        </ConfirmDialog>
      )}
    </Card>
  );
}
