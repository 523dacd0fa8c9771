import { useEffect, useRef, useState } from "react";
import { trpc } from "@/trpc/client";
import { useAttempt } from "@/trpc/use-attempt";
import type { AppliedPrice } from "./outputs";

/** What an application of a price has done so far. The amount is in dollars. */
export interface ApplicationProgress extends Omit<AppliedPrice, "last"> {
  isDone: boolean;
}

const NOTHING: ApplicationProgress = {
  charges: 0,
  amount: 0,
  unpriced: 0,
  refused: 0,
  refusal: null,
  isDone: false,
};

/**
 * Applies the price of a model to its past charges, up to a thousand with each call. It stops when its
 * component goes away: what is priced stays priced, and the rest can be priced later.
 */
export function usePriceApplication(projectId: string, model: string) {
  const [progress, setProgress] = useState(NOTHING);
  const { isPending, problem, attempt } = useAttempt();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.modelPrices.applyToPastCharges.useMutation();
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  const applyAll = async () => {
    let before: string | null = null;
    do {
      const applied: AppliedPrice = await mutateAsync({
        projectId,
        model,
        ...(before !== null && { before }),
      });
      before = applied.last;
      setProgress((sum) => sumOf(sum, applied));
    } while (before !== null && !isStopped.current);
  };

  async function apply() {
    // What stayed without a price is counted again.
    setProgress((sum) => ({ ...sum, unpriced: 0, refused: 0, refusal: null }));
    await attempt(applyAll);
    await utils.invalidate();
  }

  return { progress, isPending, problem, apply };
}

const sumOf = (sum: ApplicationProgress, applied: AppliedPrice): ApplicationProgress => ({
  charges: sum.charges + applied.charges,
  amount: sum.amount + applied.amount,
  unpriced: sum.unpriced + applied.unpriced,
  refused: sum.refused + applied.refused,
  refusal: sum.refusal ?? applied.refusal,
  isDone: applied.last === null,
});
