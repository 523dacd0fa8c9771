"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { Dialog } from "@/components/dialog/dialog";
import { formatDollars } from "@/lib/format";
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

/** A dialog that sets the monthly limit, or removes it after a question. */
export function BudgetDialog({ projectId, limit, onClose }: BudgetDialogProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const utils = trpc.useUtils();
  // Refetches all cost queries. The dialog closes when the new figures have arrived.
  const onSuccess = () => utils.aiCost.invalidate();
  const setLimit = trpc.aiCost.setBudgetLimit.useMutation({ onSuccess });
  const clearLimit = trpc.aiCost.clearBudgetLimit.useMutation({ onSuccess });
  if (isRemoving)
    return (
      <ConfirmDialog
        title="Remove the monthly limit"
        action="Remove limit"
        pendingAction="Removing…"
        onConfirm={() => clearLimit.mutateAsync({ projectId })}
        onClose={onClose}
      >
        {limit !== null && `The limit of ${formatDollars(limit)} a month is removed. `}
        This product then has no budget and gives no warnings. You can set a limit again at any
        time.
      </ConfirmDialog>
    );
  return (
    <Dialog title="Monthly budget" onClose={onClose}>
      <BudgetForm
        limit={limit}
        isSaving={setLimit.isPending}
        failure={setLimit.error && failureText(setLimit.error)}
        onSave={(limitDollars) =>
          setLimit.mutate({ projectId, limitDollars }, { onSuccess: onClose })
        }
        onRemove={() => setIsRemoving(true)}
      />
    </Dialog>
  );
}

function failureText(error: unknown): string {
  const requestId = requestIdOf(error);
  return `The limit was not changed. ${errorMessage(error)}${requestId ? ` Request ${requestId}` : ""}`;
}
