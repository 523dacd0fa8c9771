"use client";

import { ConfirmDialog } from "@/components/dialog/confirm-dialog";

interface RemoveMemberProps {
  email: string;
  isYou: boolean;
  /** Rejects when the removal was refused. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for confirmation: a person who leaves needs somebody else to come back. */
export function RemoveMember({ email, isYou, onRemove, onClose }: RemoveMemberProps) {
  return (
    <ConfirmDialog
      title={isYou ? "Leave this product" : "Remove a member"}
      action={isYou ? "Leave" : "Remove"}
      onConfirm={onRemove}
      onClose={onClose}
    >
      {isYou
        ? "You will no longer see this product. An owner or admin can add you again."
        : `${email} will no longer see this product. You can add the address again.`}
    </ConfirmDialog>
  );
}
