import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";

interface SaveOrCancelProps {
  /** What the button that saves says. */
  action: string;
  isPending: boolean;
  /** Why the last attempt was refused. */
  problem: string | null;
  onCancel: () => void;
}

/** The end of a dialog's form: why it could not be saved, and the two ways out. */
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
