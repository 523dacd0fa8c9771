"use client";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useAttempt } from "@/trpc/use-attempt";

interface RemoveMemberProps {
  email: string;
  isYou: boolean;
  /** Rejects with why not. */
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once more, since the way back in leads through somebody else. */
export function RemoveMember({ email, isYou, onRemove, onClose }: RemoveMemberProps) {
  const { isPending, problem, attempt } = useAttempt();
  return (
    <Dialog title={isYou ? "Leave this product" : "Remove a member"} onClose={onClose}>
      <p className="wrap-anywhere">
        {isYou
          ? "You will no longer see this product. Someone who manages its members can add you again."
          : `${email} will no longer see this product. You can add the address again.`}
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
          onClick={async () => (await attempt(onRemove)) && onClose()}
        >
          {isYou ? "Leave" : "Remove"}
        </Button>
      </div>
    </Dialog>
  );
}
