import dynamic from "next/dynamic";
import { Skeleton } from "@/components/feedback/skeleton";

const load = () => import("./recent-runs-panel").then((room) => room.RecentRunsPanel);

/** Not the tab that opens first, so its code is loaded when somebody turns to it. */
export const RecentRunsPanel = dynamic(load, {
  loading: () => <Skeleton label="Reading the recent runs" className="min-h-96" />,
});

/** Loads it ahead; where that fails, it is tried again when the tab is shown. */
export const preloadRecentRuns = (): Promise<unknown> => load().catch(() => undefined);
