import type { QueryState } from "@/components/feedback/query-result";
import type { Summary } from "../../outputs";
import { PipelinesPanel, RecentRunsPanel, TrendPanel } from "./panels-on-demand";
import { UsagePanel, type UsagePanelProps } from "./usage/usage-panel";

export interface CostPanelProps extends UsagePanelProps {
  /** The query of the month's summary, of which the panel of pipeline runs shows a part. */
  summary: QueryState<Summary> & { isPlaceholderData: boolean };
  asOf: string;
}

/** The content of the selected tab. */
export function CostPanel({ summary, asOf, ...panel }: CostPanelProps) {
  const { projectId, view } = panel;
  switch (view.tab) {
    case "agents":
      return <UsagePanel grouping="agentType" {...panel} />;
    case "models":
      return <UsagePanel grouping="model" {...panel} />;
    case "trend":
      return <TrendPanel {...panel} />;
    case "pipelines":
      return <PipelinesPanel projectId={projectId} view={view} summary={summary} />;
    case "recent":
      return <RecentRunsPanel projectId={projectId} view={view} asOf={asOf} />;
  }
}
