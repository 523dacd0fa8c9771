import { useEffect } from "react";
import { trpc } from "@/trpc/client";

/**
 * Whether the product has usage. While it is set up, this follows the newest charges, which the setup
 * instructions query every few seconds. With the first charge everything on the page is fetched again.
 */
export function useFirstUsage(projectId: string, isSettingUp: boolean): boolean {
  const utils = trpc.useUtils();
  const newest = trpc.aiCost.getRecentTransactions.useQuery(
    { projectId },
    { enabled: isSettingUp },
  );
  const hasCharges = (newest.data?.length ?? 0) > 0;
  const hasArrived = isSettingUp && hasCharges;
  useEffect(() => {
    if (hasArrived) void utils.invalidate();
  }, [hasArrived, utils]);
  return !isSettingUp || hasCharges;
}
