import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useAttempt } from "@/trpc/use-attempt";

interface RemoveEntryProps {
  title: string;
  /** Rejects with why not. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
  /** What comes of it, as a sentence. */
  children: ReactNode;
}

/** Asks once more before an entry goes. */
export function RemoveEntry({ title, onRemove, onClose, children }: RemoveEntryProps) {
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
          onClick={async () => (await attempt(onRemove)) && onClose()}
        >
          {isPending ? "Removing…" : "Remove"}
        </Button>
      </div>
    </Dialog>
  );
}
