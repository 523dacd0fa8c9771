import { ConfirmDialog } from "../../../../../../components/dialog/confirm-dialog";

interface RevokeKeyProps {
  name: string;
  /** Rejects with why not. */
  onRevoke: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once more, since a revoked key never works again. */
export function RevokeKey({ name, onRevoke, onClose }: RevokeKeyProps) {
  return (
    <ConfirmDialog
      title="Revoke a key"
      action="Revoke the key"
      pendingAction="Revoking…"
      onConfirm={onRevoke}
      onClose={onClose}
    >
      What sends usage with the key {name} is refused from now on, and calls that it makes until it
      has another key are not counted. What was recorded stays.
    </ConfirmDialog>
  );
}
