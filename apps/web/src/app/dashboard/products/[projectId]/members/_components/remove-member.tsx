"use client";

import { ConfirmDialog } from "@/components/dialog/confirm-dialog";

interface RemoveMemberProps {
  email: string;
  isYou: boolean;
  /** The promise rejects when the server refuses the removal. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for confirmation, because people who leave a product need an invitation to come back. */
export function RemoveMember({ email, isYou, onRemove, onClose }: RemoveMemberProps) {
  return (
    <ConfirmDialog
      title={isYou ? "Leave this product" : "Remove a member"}
      action={isYou ? "Leave" : "Remove"}
      onConfirm={onRemove}
      onClose={onClose}
    >
      {isYou
        ? "You will no longer see this product. To come back you need an invitation."
        : `${email} will no longer see this product. To come back they need a new invitation.`}
    </ConfirmDialog>
  );
}
