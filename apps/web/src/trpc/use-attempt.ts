import { useState } from "react";
import { problemOf } from "./error-message";

/** One control's changes: whether one is under way, and why the last one was refused. */
export function useAttempt() {
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Whether the change was made. */
  async function attempt(change: () => Promise<unknown>): Promise<boolean> {
    setIsPending(true);
    setProblem(null);
    try {
      await change();
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setIsPending(false);
    }
  }

  return { isPending, problem, attempt };
}
