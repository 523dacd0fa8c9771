import { useState } from "react";
import { errorMessage } from "./error-message";

/**
 * Runs a control's mutations and holds their state: whether a mutation is in progress, and why the
 * last one failed.
 */
export function useAttempt() {
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Runs the change. Resolves with whether it succeeded. */
  async function attempt(change: () => Promise<unknown>): Promise<boolean> {
    setIsPending(true);
    setProblem(null);
    try {
      await change();
      return true;
    } catch (error) {
      setProblem(errorMessage(error));
      return false;
    } finally {
      setIsPending(false);
    }
  }

  return { isPending, problem, attempt };
}
