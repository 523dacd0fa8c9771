"use client";

import { ConfirmDialog } from "../../../../../../components/dialog/confirm-dialog";

interface RemoveMemberProps {
  email: string;
  isYou: boolean;
  /** Rejects with why not. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once more, since the way back in leads through somebody else. */
export function RemoveMember({ email, isYou, onRemove, onClose }: RemoveMemberProps) {
  return (
    <ConfirmDialog
      title={isYou ? "Leave this product" : "Remove a member"}
      action={isYou ? "Leave" : "Remove"}
      onConfirm={onRemove}
      onClose={onClose}
    >
      {isYou
        ? "You will no longer see this product. Someone who manages its members can add you again."
        : `${email} will no longer see this product. You can add the address again.`}
    </ConfirmDialog>
  );
}
