"use client";

import { useEffect } from "react";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import type { Charge } from "../ai-cost/outputs";
import { AwaitedCharge } from "./_components/awaited-charge";

/** The polling interval while a person is probably waiting for the first charge. It is short. */
const WAITING_MS = 2000;
/**
 * The number of short intervals: 150 intervals of 2 seconds are five minutes. After that, it is unlikely
 * that a person is still waiting.
 */
const MAX_SHORT_INTERVALS = 150;

interface FirstChargeProps {
  projectId: string;
  /** The ids of the charges that existed when the page was rendered. */
  knownChargeIds: readonly string[];
  /**
   * Whether a key has been used since the page was rendered, which means that requests arrive even if
   * no charge does.
   */
  isKeyUsed: boolean;
  /** Called when charges have arrived that were not there before. */
  onArrival: () => void;
  /** Shows the spend on the same page; absent where the spend is on another page. */
  onShowSpend?: (() => void) | undefined;
}

/** Polls the newest charges until one appears that is not in `knownChargeIds`. */
export function FirstCharge(props: FirstChargeProps) {
  const { projectId, knownChargeIds, isKeyUsed, onArrival, onShowSpend } = props;
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
  const { length: arrivedCount } = arrived;
  useEffect(() => {
    if (arrivedCount > 0) onArrival();
  }, [arrivedCount]);
  return (
    <AwaitedCharge
      isFirst={knownChargeIds.length === 0}
      arrived={firstRecorded(arrived)}
      arrivedCount={arrivedCount}
      isKeyUsed={isKeyUsed}
      hasFailed={newest.errorUpdatedAt > newest.dataUpdatedAt}
      spendTarget={onShowSpend ?? productPath(projectId)}
    />
  );
}

/**
 * Returns the charge that the server recorded first. This compares ids, which are in the order of
 * recording. The list itself is sorted by the time of the model calls.
 */
function firstRecorded(charges: readonly Charge[]): Charge | null {
  const [first = null, ...others] = charges;
  return others.reduce(
    (earliest, charge) => (earliest && charge.id < earliest.id ? charge : earliest),
    first,
  );
}
