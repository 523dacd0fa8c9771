"use client";

import { ConfirmDialog } from "@/components/dialog/confirm-dialog";

interface RemoveMemberProps {
  email: string;
  isYou: boolean;
  /** The promise rejects when the server refuses the removal. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for confirmation, because people who leave a product cannot add themselves again. */
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
