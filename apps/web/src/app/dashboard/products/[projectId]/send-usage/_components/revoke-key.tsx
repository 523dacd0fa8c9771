import { ConfirmDialog } from "@/components/dialog/confirm-dialog";

interface RevokeKeyProps {
  name: string;
  /** The promise rejects when the key could not be revoked. */
  onRevoke: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for confirmation, since a revoked key never works again. */
export function RevokeKey({ name, onRevoke, onClose }: RevokeKeyProps) {
  return (
    <ConfirmDialog
      title="Revoke a key"
      action="Revoke the key"
      pendingAction="Revoking…"
      onConfirm={onRevoke}
      onClose={onClose}
    >
      Usage that is sent with the key {name} will be refused, and calls are not counted until their
      sender has another key. Recorded usage stays.
    </ConfirmDialog>
  );
}
