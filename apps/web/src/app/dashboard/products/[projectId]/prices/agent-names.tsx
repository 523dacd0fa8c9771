"use client";

import { useState } from "react";
import { trpc } from "@/trpc/client";
import { AgentNameDialog } from "./_components/agent-name-dialog";
import { AgentNameTable } from "./_components/agent-name-table";
import type { NewAgentName } from "./outputs";

interface AgentNamesProps {
  projectId: string;
  mayChange: boolean;
}

/** Queries and changes the agent types of reported names, and of usage reports without a name. */
export function AgentNames({ projectId, mayChange }: AgentNamesProps) {
  const [edited, setEdited] = useState<Partial<NewAgentName> | null>(null);
  const utils = trpc.useUtils();
  const list = trpc.agentNames.list.useQuery({ projectId });
  const onSuccess = () => utils.agentNames.list.invalidate({ projectId });
  const set = trpc.agentNames.set.useMutation({ onSuccess });
  const remove = trpc.agentNames.remove.useMutation({ onSuccess });
  return (
    <>
      <AgentNameTable
        query={list}
        {...(mayChange && {
          onEdit: setEdited,
          onRemove: (agentName: string) => remove.mutateAsync({ projectId, agentName }),
        })}
      />
      {edited && (
        <AgentNameDialog
          entry={edited}
          onSave={(entry) => set.mutateAsync({ projectId, ...entry })}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
