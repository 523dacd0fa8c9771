import { Button } from "./button";
import { ProblemNote } from "./problem-note";

interface SaveOrCancelProps {
  /** The label of the save button. */
  action: string;
  isPending: boolean;
  /** Why the last attempt to save failed; null when it did not. */
  problem: string | null;
  onCancel: () => void;
}

/** The end of a form in a dialog: the problem of the last attempt, and the save and cancel buttons. */
export function SaveOrCancel({ action, isPending, problem, onCancel }: SaveOrCancelProps) {
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? "Saving…" : action}
        </Button>
      </div>
    </>
  );
}
