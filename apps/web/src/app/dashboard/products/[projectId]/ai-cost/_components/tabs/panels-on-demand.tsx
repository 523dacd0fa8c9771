import { Skeleton } from "@/components/feedback/skeleton";
import { onDemand } from "@/components/on-demand";

/** The panels of the tabs that do not open first, and the setup, which only a product without usage has. */
export const TrendPanel = onDemand(
  () => import("./usage/trend-panel").then((module) => module.TrendPanel),
  <Skeleton label="Loading the monthly trend" className="min-h-96" />,
);

export const PipelinesPanel = onDemand(
  () => import("./pipelines-panel").then((module) => module.PipelinesPanel),
  <Skeleton label="Loading the pipeline runs" className="min-h-96" />,
);

export const RecentRunsPanel = onDemand(
  () => import("./recent-runs-panel").then((module) => module.RecentRunsPanel),
  <Skeleton label="Loading the recent runs" className="min-h-96" />,
);

export const Setup = onDemand(
  () => import("./setup").then((module) => module.Setup),
  <Skeleton label="Loading how to send usage" className="min-h-96" />,
);
