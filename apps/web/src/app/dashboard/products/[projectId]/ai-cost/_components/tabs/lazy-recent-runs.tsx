import dynamic from "next/dynamic";
import { Skeleton } from "@/components/feedback/skeleton";

const load = () => import("./recent-runs-panel").then((module) => module.RecentRunsPanel);

/** The panel of recent runs, whose code is loaded on demand because another tab opens first. */
export const RecentRunsPanel = dynamic(load, {
  loading: () => <Skeleton label="Loading the recent runs" className="min-h-96" />,
});

/** Loads the panel before its tab is selected. When loading fails, selecting the tab tries again. */
export const preloadRecentRuns = (): Promise<unknown> => load().catch(() => undefined);
