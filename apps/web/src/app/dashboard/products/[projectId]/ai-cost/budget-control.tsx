"use client";

import { canSetBudget, type Role } from "@ai-cost/domain";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { trpc } from "@/trpc/client";
import { problemOf } from "@/trpc/problem-of";
import { requestIdOf } from "@/trpc/request-id";
import { BudgetForm } from "./_components/budget-form";

interface BudgetControlProps {
  projectId: string;
  /** The reader's. */
  role: Role;
  /** Dollars; null while no limit is set. */
  limit: number | null;
}

/** For owners and admins the way to the limit; for members who has it. */
export function BudgetControl({ projectId, role, limit }: BudgetControlProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!canSetBudget(role))
    return <span className="text-muted text-sm">Owners and admins set the budget</span>;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        {limit === null ? "Set budget" : "Edit budget"}
      </Button>
      {isOpen && (
        <BudgetDialog projectId={projectId} limit={limit} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

function BudgetDialog({
  projectId,
  limit,
  onClose,
}: {
  projectId: string;
  limit: number | null;
  onClose: () => void;
}) {
  const utils = trpc.useUtils();
  // Everything that shows money is asked again, in one batch; the dialog closes on the new figures.
  const onSuccess = async () => {
    await utils.aiCost.invalidate();
    onClose();
  };
  const setLimit = trpc.aiCost.setBudgetLimit.useMutation({ onSuccess });
  const clearLimit = trpc.aiCost.clearBudgetLimit.useMutation({ onSuccess });
  const error = setLimit.error ?? clearLimit.error;
  return (
    <Dialog title="Monthly budget" onClose={onClose}>
      <BudgetForm
        limit={limit}
        isSaving={setLimit.isPending || clearLimit.isPending}
        failure={error && failureText(error)}
        onSave={(limitDollars) => {
          clearLimit.reset();
          setLimit.mutate({ projectId, limitDollars });
        }}
        onClear={() => {
          setLimit.reset();
          clearLimit.mutate({ projectId });
        }}
      />
    </Dialog>
  );
}

function failureText(error: unknown): string {
  const requestId = requestIdOf(error);
  return `The limit was not changed. ${problemOf(error)}${requestId ? ` Request ${requestId}` : ""}`;
}
