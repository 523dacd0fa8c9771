"use client";

import { addMonths, canSetBudget, monthOf } from "@ai-cost/domain";
import { useState } from "react";
import { scopeText } from "@/app/dashboard/_budgets/budget-text";
import type { Budget, NewBudget, Scope } from "@/app/dashboard/_budgets/outputs";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { QueryResult } from "@/components/feedback/query-result";
import { onDemand } from "@/components/on-demand";
import { formatDay } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import type { Project } from "../ai-cost/outputs";
import { ProjectBudget } from "./_components/project-budget";
import { ScopedBudgets } from "./_components/scoped-budgets";
import { History } from "./history";

const BudgetDialog = onDemand(() =>
  import("./_components/budget-dialog").then((room) => room.BudgetDialog),
);

interface BudgetsProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
}

/** What is edited: a budget, or a new one of which nothing is known yet or only its scope. */
export type Edited = Budget | { scope: Scope | null };

/** Queries and changes the budgets of the product. */
export function Budgets({ project, asOf }: BudgetsProps) {
  const { projectId, role } = project;
  const mayChange = canSetBudget(role);
  const [edited, setEdited] = useState<Edited | null>(null);
  const [removed, setRemoved] = useState<Scope | null>(null);
  const utils = trpc.useUtils();
  const list = trpc.budgets.list.useQuery({ projectId });
  const forecast = trpc.budgets.forecast.useQuery({ projectId });
  const { data: alerts } = trpc.alerts.channels.useQuery({ projectId });
  const channels = alerts?.channels ?? [];
  const onSuccess = () => Promise.all([utils.budgets.invalidate(), utils.aiCost.invalidate()]);
  const set = trpc.budgets.set.useMutation({ onSuccess });
  const remove = trpc.budgets.remove.useMutation({ onSuccess });
  const resets = formatDay(`${addMonths(monthOf(new Date(asOf)), 1)}-01`);
  const actions = mayChange ? { onEdit: setEdited, onRemove: setRemoved } : {};
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="font-semibold text-2xl">Budgets</h1>
        <p className="text-muted">
          Limits for a calendar month in UTC. They start again on {resets}, 00:00 UTC, and only
          warn.
          {!mayChange && " Owners and admins can change them."}
        </p>
      </header>
      <QueryResult query={list} subject="budgets" height="min-h-96">
        {(budgets) => (
          <>
            <ProjectBudget
              budget={budgets.find(({ scope }) => scope.kind === "project") ?? null}
              forecast={forecast.data ?? null}
              channels={channels}
              asOf={asOf}
              {...actions}
            />
            <ScopedBudgets
              budgets={budgets.filter(({ scope }) => scope.kind !== "project")}
              channels={channels}
              {...actions}
            />
          </>
        )}
      </QueryResult>
      <History projectId={projectId} asOf={asOf} />
      {edited && (
        <BudgetDialog
          projectId={projectId}
          edited={edited}
          channels={channels}
          onSave={(budget: NewBudget) => set.mutateAsync({ projectId, ...budget })}
          onClose={() => setEdited(null)}
        />
      )}
      {removed && (
        <ConfirmDialog
          title="Remove a budget"
          action="Remove budget"
          pendingAction="Removing…"
          onConfirm={() => remove.mutateAsync({ projectId, scope: removed })}
          onClose={() => setRemoved(null)}
        >
          The budget of {scopeText(removed)} ends. Its history stays, and past months keep the limit
          that they had.
        </ConfirmDialog>
      )}
    </div>
  );
}
