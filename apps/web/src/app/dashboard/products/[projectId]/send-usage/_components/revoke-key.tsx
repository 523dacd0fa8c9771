import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useAttempt } from "@/trpc/use-attempt";

interface RevokeKeyProps {
  name: string;
  /** Rejects with why not. */
  onRevoke: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once more, since a revoked key never works again. */
export function RevokeKey({ name, onRevoke, onClose }: RevokeKeyProps) {
  const { isPending, problem, attempt } = useAttempt();
  return (
    <Dialog title="Revoke a key" onClose={onClose}>
      <p className="wrap-anywhere">
        What sends usage with the key {name} is refused from now on, and calls that it makes until
        it has another key are not counted. What was recorded stays.
      </p>
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
          onClick={async () => (await attempt(onRevoke)) && onClose()}
        >
          {isPending ? "Revoking…" : "Revoke the key"}
        </Button>
      </div>
    </Dialog>
  );
}
