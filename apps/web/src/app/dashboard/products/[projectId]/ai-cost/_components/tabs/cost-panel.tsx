import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/feedback/empty-state";
import { formatMonth } from "@/lib/format-time";
import { Answered, type Question } from "../../../../../../../components/feedback/query-result";
import type { SendUsageProps } from "../../../send-usage/send-usage";
import type { Summary } from "../../outputs";
import type { TabName } from "../../search-params";
import { AgentBreakdown } from "./agent-breakdown";
import { RecentRunsPanel } from "./lazy-recent-runs";
import { MonthlyTrendPanel } from "./monthly-trend-panel";
import { NoUsage } from "./no-usage";
import { TopPipelines } from "./top-pipelines";

export interface CostPanelProps {
  tab: TabName;
  /** Shared with the cards: two of the panels show parts of it. */
  summary: Question<Summary> & { isPlaceholderData: boolean };
  projectId: string;
  asOf: string;
  /** How to send usage, until there is some; null from then on. */
  start: Omit<SendUsageProps, "knownChargeIds"> | null;
}

const TITLES: Readonly<Record<TabName, string>> = {
  agents: "Each agent type will stand here with its runs, tokens and cost.",
  trend: "Six months will stand here side by side.",
  pipelines: "The five dearest pipeline runs of the month will stand here.",
  recent: "Each charge will stand here, the newest first.",
};

/** What the chosen tab shows. */
export function CostPanel({ tab, summary, projectId, asOf, start }: CostPanelProps) {
  if (start) return <NoUsage title={TITLES[tab]} {...start} />;
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
  if (isEmpty) return <EmptyMonth month={month} hasJobs={agentBreakdown.length > 0} />;
  if (tab === "agents") return <AgentBreakdown agents={agentBreakdown} />;
  return <TopPipelines runs={topRuns} projectId={projectId} asOf={asOf} />;
}

function EmptyMonth({ month, hasJobs }: { month: string; hasJobs: boolean }) {
  if (hasJobs)
    return <EmptyState title={`No pipeline run of ${formatMonth(month)} has a known cost yet.`} />;
  return (
    <EmptyState title={`No spend in ${formatMonth(month)}.`}>
      The arrows beside the month’s name, above, lead to the others.
    </EmptyState>
  );
}
