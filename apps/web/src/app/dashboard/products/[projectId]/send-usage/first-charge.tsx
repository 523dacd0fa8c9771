"use client";

import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "../../../../../trpc/refresh";
import { productPath } from "../../../_shell/navigation";
import type { Charge } from "../ai-cost/outputs";
import { AwaitedCharge } from "./_components/awaited-charge";

/** While somebody has just pasted the lines and looks. */
const WAITING_MS = 2000;
/** Five minutes of that; who has waited longer does not look any more. */
const EAGER_ANSWERS = 150;

interface FirstChargeProps {
  projectId: string;
  /** The charges that were there when the page was opened. */
  knownChargeIds: readonly string[];
  /** Whether a key was used since, so that something does arrive. */
  isHeard: boolean;
  /** Shows the spend in place; absent where that is another page. */
  onShowSpend?: (() => void) | undefined;
}

/** Asks for the newest charges until one is among them that was not there before. */
export function FirstCharge(props: FirstChargeProps) {
  const { projectId, knownChargeIds, isHeard, onShowSpend } = props;
  const known = new Set(knownChargeIds);
  const newOf = (charges: readonly Charge[] = []) => charges.filter(({ id }) => !known.has(id));
  const newest = trpc.aiCost.getRecentTransactions.useQuery(
    { projectId },
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        newOf(state.data).length > 0 || state.dataUpdateCount > EAGER_ANSWERS
          ? REFRESH_MS
          : WAITING_MS,
    },
  );
  const arrived = newOf(newest.data);
  return (
    <AwaitedCharge
      isFirst={knownChargeIds.length === 0}
      arrived={firstRecorded(arrived)}
      arrivedCount={arrived.length}
      isHeard={isHeard}
      hasFailed={newest.errorUpdatedAt > newest.dataUpdatedAt}
      wayToSpend={onShowSpend ?? productPath(projectId)}
    />
  );
}

/** Ids begin with the moment of recording, which later ones with an earlier time of their own do not change. */
function firstRecorded(charges: readonly Charge[]): Charge | null {
  const [first = null, ...others] = charges;
  return others.reduce(
    (earliest, charge) => (earliest && charge.id < earliest.id ? charge : earliest),
    first,
  );
}
