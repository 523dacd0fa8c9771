import type { ReactNode } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Button } from "@/components/form/button";
import { useAttempt } from "@/trpc/use-attempt";

interface ConfirmDialogProps {
  title: string;
  /** `action` is the label of the confirm button, and `pendingAction` its label while the action runs. */
  action: string;
  pendingAction?: string;
  /** The promise rejects when the server refuses the action. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** A sentence about the consequence of the action. */
  children: ReactNode;
}

/** Asks for confirmation before something is removed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, pendingAction = action, onConfirm, onClose, children } = props;
  const { isPending, problem, attempt } = useAttempt();
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="wrap-anywhere">{children}</p>
      {problem && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problem}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="danger"
          disabled={isPending}
          onClick={async () => (await attempt(onConfirm)) && onClose()}
        >
          {isPending ? pendingAction : action}
        </Button>
      </div>
    </Dialog>
  );
}
