"use client";

import { Dialog } from "@/components/dialog/dialog";
import { trpc } from "@/trpc/client";
import { errorMessage } from "@/trpc/error-message";
import { requestIdOf } from "@/trpc/request-id";
import { BudgetForm } from "./budget-form";

interface BudgetDialogProps {
  projectId: string;
  /** The monthly limit in dollars; null while no limit is set. */
  limit: number | null;
  onClose: () => void;
}

/** A dialog that sets or clears the monthly limit. */
export function BudgetDialog({ projectId, limit, onClose }: BudgetDialogProps) {
  const utils = trpc.useUtils();
  // Refetches all cost queries, and closes the dialog when the new figures have arrived.
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
  return `The limit was not changed. ${errorMessage(error)}${requestId ? ` Request ${requestId}` : ""}`;
}
