"use client";

import { productPath } from "@/app/dashboard/_shell/navigation";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import type { Charge } from "../ai-cost/outputs";
import { AwaitedCharge } from "./_components/awaited-charge";

/** Short, while a person is waiting for the first charge. */
const WAITING_MS = 2000;
/** Five minutes of short intervals. After that nobody is likely to be watching. */
const MAX_SHORT_INTERVALS = 150;

interface FirstChargeProps {
  projectId: string;
  /** The charges that existed when the page was rendered. */
  knownChargeIds: readonly string[];
  /** Whether a key has been used since, so that something does arrive. */
  isKeyUsed: boolean;
  /** Shows the spend on the same page; absent where the spend is on another page. */
  onShowSpend?: (() => void) | undefined;
}

/** Polls the newest charges until there is one that did not exist before. */
export function FirstCharge(props: FirstChargeProps) {
  const { projectId, knownChargeIds, isKeyUsed, onShowSpend } = props;
  const known = new Set(knownChargeIds);
  const newOf = (charges: readonly Charge[] = []) => charges.filter(({ id }) => !known.has(id));
  const newest = trpc.aiCost.getRecentTransactions.useQuery(
    { projectId },
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        newOf(state.data).length > 0 || state.dataUpdateCount > MAX_SHORT_INTERVALS
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
      isKeyUsed={isKeyUsed}
      hasFailed={newest.errorUpdatedAt > newest.dataUpdatedAt}
      spendTarget={onShowSpend ?? productPath(projectId)}
    />
  );
}

/** The charge that was recorded first. Ids sort by the time of recording, charges by their own time. */
function firstRecorded(charges: readonly Charge[]): Charge | null {
  const [first = null, ...others] = charges;
  return others.reduce(
    (earliest, charge) => (earliest && charge.id < earliest.id ? charge : earliest),
    first,
  );
}
