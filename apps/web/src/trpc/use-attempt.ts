import { useState } from "react";
import { errorMessage } from "./error-message";

/** The state of a control's mutations: whether one is in flight, and why the last one failed. */
export function useAttempt() {
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Resolves with whether the change succeeded. */
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
