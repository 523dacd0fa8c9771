"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Card } from "@/components/card";
import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/empty-state";
import { Tabs } from "@/components/tabs";
import { formatMonth } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { AgentBreakdown } from "./_components/agent-breakdown";
import { Answered, type Question } from "./_components/answered";
import { NoUsage } from "./_components/no-usage";
import { TopPipelines } from "./_components/top-pipelines";
import type { Project, Summary } from "./answers";
import { MonthlyTrendPanel } from "./monthly-trend-panel";
import { recentChargesOptions } from "./recent-charges";
import { RecentRunsPanel } from "./recent-runs-panel";
import type { TabName } from "./search-params";

interface CostTabsProps {
  tab: TabName;
  onTab: (tab: TabName) => void;
  summary: Question<Summary> & { isPlaceholderData: boolean };
  project: Project;
  asOf: string;
}

export function CostTabs({ tab, onTab, ...panel }: CostTabsProps) {
  const { projectId } = panel.project;
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  return (
    <Card aria-label="Spend in detail">
      <Tabs
        label="Spend in detail"
        value={tab}
        onChange={onTab}
        tabs={[
          { value: "agents", label: "By Agent Type" },
          {
            value: "trend",
            label: "Monthly Trend",
            onIntent: () => utils.aiCost.getMonthlyTrend.prefetch({ projectId }),
          },
          { value: "pipelines", label: "Top Pipelines" },
          {
            value: "recent",
            label: "Recent Runs",
            onIntent: () =>
              queryClient.prefetchInfiniteQuery(recentChargesOptions(utils, projectId)),
          },
        ]}
      >
        <Panel tab={tab} {...panel} />
      </Tabs>
    </Card>
  );
}

const TITLES: Readonly<Record<TabName, string>> = {
  agents: "Each agent type will stand here with its runs, tokens and cost.",
  trend: "Six months will stand here side by side.",
  pipelines: "The five dearest pipeline runs of the month will stand here.",
  recent: "Each charge will stand here, the newest first.",
};

function Panel({ tab, summary, project, asOf }: Omit<CostTabsProps, "onTab">) {
  const { projectId } = project;
  if (!project.hasUsage) return <NoUsage title={TITLES[tab]} projectId={projectId} />;
  if (tab === "trend") return <MonthlyTrendPanel projectId={projectId} />;
  if (tab === "recent") return <RecentRunsPanel projectId={projectId} asOf={asOf} />;
  return (
    <Answered question={summary} subject="summary of the month" height="min-h-96">
      {(data) => (
        <div
          className={classNames(summary.isPlaceholderData && "opacity-50")}
          aria-busy={summary.isPlaceholderData}
        >
          <MonthPanel tab={tab} summary={data} projectId={projectId} />
        </div>
      )}
    </Answered>
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
  if (isEmpty) return <EmptyState title={`No spend in ${formatMonth(month)}.`} />;
  if (tab === "agents") return <AgentBreakdown agents={agentBreakdown} />;
  return <TopPipelines runs={topRuns} projectId={projectId} asOf={asOf} />;
}
