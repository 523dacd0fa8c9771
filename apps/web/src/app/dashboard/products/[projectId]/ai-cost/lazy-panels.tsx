import dynamic from "next/dynamic";
import { Skeleton } from "@/components/skeleton";

/** The tabs that ask for more than the page shows at first: their code is loaded with their answers. */
const loadTrend = () => import("./monthly-trend-panel").then((room) => room.MonthlyTrendPanel);
const loadRecent = () => import("./recent-runs-panel").then((room) => room.RecentRunsPanel);

export const MonthlyTrendPanel = dynamic(loadTrend, {
  loading: () => <Skeleton label="Reading the monthly trend" className="min-h-96" />,
});

export const RecentRunsPanel = dynamic(loadRecent, {
  loading: () => <Skeleton label="Reading the recent runs" className="min-h-96" />,
});

/** Where loading one ahead fails, it is tried again when its tab is shown. */
const ahead = (load: () => Promise<unknown>) => () => load().catch(() => undefined);
export const preloadMonthlyTrend = ahead(loadTrend);
export const preloadRecentRuns = ahead(loadRecent);
