"use client";

import { dayOf, monthOf } from "@ai-cost/domain";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { QueryResult } from "@/components/feedback/query-result";
import { Segmented } from "@/components/form/segmented";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import { UncountedUsage } from "../_components/uncounted-usage";
import { DailySpend } from "./_components/daily-chart/daily-spend";
import { Freshness } from "./_components/header/freshness";
import { MonthSwitcher } from "./_components/header/month-switcher";
import { PageHeader } from "./_components/header/page-header";
import { useDataAge } from "./_components/header/use-data-age";
import { MonthOverview } from "./_components/kpi/month-overview";
import { MonthSkeleton } from "./_components/kpi/month-skeleton";
import { NameLimits } from "./_components/notes/name-limits";
import { Overlaps } from "./_components/notes/overlaps";
import { UsageGaps } from "./_components/notes/usage-gaps";
import { CostTabs } from "./_components/tabs/cost-tabs";
import type { Project } from "./outputs";
import { RANGES } from "./search-params";
import { useView } from "./use-view";
import { dailyInputOf, summaryInputOf } from "./view";

interface AiCostDashboardProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
  /** The public address of this server, under which people open it. */
  publicUrl: string;
}

const LIVE = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };

/** Queries the data of the selected view and renders the cost page. */
export function AiCostDashboard(props: AiCostDashboardProps) {
  const { project: initialProject, asOf: initialAsOf, publicUrl } = props;
  const { projectId } = initialProject;
  const [asOf, setAsOf] = useState(initialAsOf);
  const { view, showMonth, showRange, showTab, sortBy } = useView(asOf);
  const utils = trpc.useUtils();
  const summary = trpc.aiCost.getMonthlySummary.useQuery(summaryInputOf(projectId, view), LIVE);
  const daily = trpc.aiCost.getDailySpend.useQuery(dailyInputOf(projectId, view), LIVE);
  const project = trpc.projects.get.useQuery({ projectId }, { initialData: initialProject }).data;
  const age = useDataAge();
  // This is a state that does not follow `project.hasUsage`. Otherwise the first charge would hide the
  // setup instructions, and with them a new key that is shown only once.
  const [isSettingUp, setIsSettingUp] = useState(!initialProject.hasUsage);

  function leaveSetup() {
    setIsSettingUp(false);
    void utils.invalidate();
  }

  // Each output has the server's time. The newest of these times keeps the page correct after midnight
  // and in the next month.
  if (summary.data && summary.data.asOf > asOf) setAsOf(summary.data.asOf);
  const currentMonth = monthOf(new Date(asOf));

  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        project={project}
        month={view.month}
        isCurrentMonth={!view.isPastMonth}
        monthSwitcher={
          <MonthSwitcher
            month={view.month}
            currentMonth={currentMonth}
            onChange={(chosen) => showMonth(chosen === currentMonth ? null : chosen)}
          />
        }
        freshness={<Freshness {...age} onRefresh={() => utils.invalidate()} />}
      />
      <UncountedUsage projectId={projectId} />
      <QueryResult
        query={summary}
        subject="summary of the month"
        height="min-h-54"
        pending={<MonthSkeleton />}
      >
        {(data) => (
          <MonthOverview summary={data} project={project} isStale={summary.isPlaceholderData} />
        )}
      </QueryResult>
      <UsageGaps input={summaryInputOf(projectId, view)} />
      <Overlaps input={summaryInputOf(projectId, view)} />
      <NameLimits projectId={projectId} month={view.month} />
      <DailySpend
        query={daily}
        today={dayOf(new Date(asOf))}
        isStale={daily.isPlaceholderData}
        rangeControl={
          !view.isPastMonth && (
            <Segmented
              label="Days shown"
              options={["month", ...RANGES]}
              value={typeof view.range === "string" ? view.range : "month"}
              onChange={showRange}
            />
          )
        }
      />
      <CostTabs
        view={view}
        onTab={showTab}
        onSort={sortBy}
        summary={summary}
        projectId={projectId}
        asOf={asOf}
        setup={
          isSettingUp ? { project, publicUrl, asOf: initialAsOf, onShowSpend: leaveSetup } : null
        }
      />
    </div>
  );
}
