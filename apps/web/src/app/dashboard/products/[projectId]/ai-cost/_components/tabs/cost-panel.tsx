import type { SendUsageProps } from "@/app/dashboard/products/[projectId]/send-usage/send-usage";
import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { formatMonth } from "@/lib/format-time";
import type { Summary } from "../../outputs";
import type { TabName } from "../../search-params";
import type { View } from "../../view";
import { AgentsPanel } from "./agents-panel";
import { RecentRunsPanel } from "./lazy-recent-runs";
import { MonthlyTrendPanel } from "./monthly-trend-panel";
import { NoUsage } from "./no-usage";
import { TopPipelines } from "./top-pipelines";

export interface CostPanelProps {
  view: View;
  /**
   * The query of the month's summary, which the cards above the panel also use. The panels of agent
   * types and of pipeline runs show parts of its output.
   */
  summary: QueryState<Summary> & { isPlaceholderData: boolean };
  projectId: string;
  asOf: string;
  /** The props of the setup instructions for a product without usage; null for a product with usage. */
  setup: Omit<SendUsageProps, "knownChargeIds"> | null;
}

const EMPTY_TEXTS: Readonly<Record<TabName, string>> = {
  agents: "Each agent type will appear here with its runs, tokens and cost.",
  trend: "The last six months will appear here side by side.",
  pipelines: "The five most expensive pipeline runs of the month will appear here.",
  recent: "Each charge will appear here, the newest first.",
};

/** The content of the selected tab. */
export function CostPanel({ view, summary, projectId, asOf, setup }: CostPanelProps) {
  const { tab } = view;
  if (setup) return <NoUsage title={EMPTY_TEXTS[tab]} {...setup} />;
  if (tab === "trend") return <MonthlyTrendPanel projectId={projectId} />;
  if (tab === "recent") return <RecentRunsPanel projectId={projectId} view={view} asOf={asOf} />;
  return (
    <QueryResult query={summary} subject="summary of the month" height="min-h-96">
      {(data) => (
        <div
          className={classNames(summary.isPlaceholderData && "opacity-50")}
          aria-busy={summary.isPlaceholderData}
        >
          <MonthPanel tab={tab} summary={data} projectId={projectId} />
        </div>
      )}
    </QueryResult>
  );
}

interface MonthPanelProps {
  tab: "agents" | "pipelines";
  summary: Summary;
  projectId: string;
}

function MonthPanel({ tab, summary, projectId }: MonthPanelProps) {
  const { agentBreakdown, topRuns, month, asOf } = summary;
  const isEmpty = tab === "agents" ? agentBreakdown.length === 0 : topRuns.length === 0;
  if (isEmpty) return <EmptyMonth month={month} hasJobs={agentBreakdown.length > 0} />;
  if (tab === "agents") return <AgentsPanel summary={summary} projectId={projectId} />;
  return <TopPipelines runs={topRuns} projectId={projectId} asOf={asOf} />;
}

function EmptyMonth({ month, hasJobs }: { month: string; hasJobs: boolean }) {
  if (hasJobs)
    return <EmptyState title={`No pipeline run of ${formatMonth(month)} has a known cost yet.`} />;
  return (
    <EmptyState title={`No spend in ${formatMonth(month)}.`}>
      Use the arrows next to the month above to see other months.
    </EmptyState>
  );
}
