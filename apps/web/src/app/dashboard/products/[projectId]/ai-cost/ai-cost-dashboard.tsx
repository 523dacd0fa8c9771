"use client";

import { dayOf, monthOf } from "@ai-cost/domain";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { Segmented } from "@/components/form/segmented";
import { trpc } from "@/trpc/client";
import { Answered } from "../../../../../components/feedback/query-result";
import { REFRESH_MS } from "../../../../../trpc/refresh";
import { UncountedUsage } from "../_components/uncounted-usage";
import { DailySpend } from "./_components/daily-chart/daily-spend";
import { Freshness } from "./_components/header/freshness";
import { MonthSwitcher } from "./_components/header/month-switcher";
import { PageHeader } from "./_components/header/page-header";
import { useAnswersAge } from "./_components/header/use-data-age";
import { MonthAtAGlance } from "./_components/kpi/month-overview";
import { MonthSkeleton } from "./_components/kpi/month-skeleton";
import { CostTabs } from "./_components/tabs/cost-tabs";
import type { Project } from "./outputs";
import { RANGES } from "./search-params";
import { useView } from "./use-view";
import { dailyInputOf, summaryInputOf } from "./view";

interface AiCostDashboardProps {
  project: Project;
  /** The server's clock when it made the page. */
  asOf: string;
  /** The address that people use for this server. */
  publicUrl: string;
}

const LIVE = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };

/** Asks what the view needs and hands the answers down. */
export function AiCostDashboard(props: AiCostDashboardProps) {
  const { project: opened, asOf: openedAt, publicUrl } = props;
  const { projectId } = opened;
  const [asOf, setAsOf] = useState(openedAt);
  const { view, showMonth, showRange, showTab } = useView(asOf);
  const utils = trpc.useUtils();
  const summary = trpc.aiCost.getMonthlySummary.useQuery(summaryInputOf(projectId, view), LIVE);
  const daily = trpc.aiCost.getDailySpend.useQuery(dailyInputOf(projectId, view), LIVE);
  const project = trpc.projects.get.useQuery({ projectId }, { initialData: opened }).data;
  const age = useAnswersAge();
  // Until the person says so, not until usage comes: a key may still be on screen, for the only time.
  const [isStarting, setIsStarting] = useState(!opened.hasUsage);

  function showFirstSpend() {
    setIsStarting(false);
    void utils.invalidate();
  }

  // The server's clock moves on with each answer, past midnight and into the next month.
  if (summary.data && summary.data.asOf > asOf) setAsOf(summary.data.asOf);
  const currentMonth = monthOf(new Date(asOf));
  const month = view.pastMonth ?? currentMonth;

  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        project={project}
        month={month}
        isCurrentMonth={month === currentMonth}
        monthSwitcher={
          <MonthSwitcher
            month={month}
            currentMonth={currentMonth}
            onChange={(chosen) => showMonth(chosen === currentMonth ? null : chosen)}
          />
        }
        freshness={<Freshness {...age} onRefresh={() => utils.invalidate()} />}
      />
      <UncountedUsage projectId={projectId} />
      <Answered
        question={summary}
        subject="summary of the month"
        height="min-h-54"
        waiting={<MonthSkeleton />}
      >
        {(data) => (
          <MonthAtAGlance summary={data} project={project} isStale={summary.isPlaceholderData} />
        )}
      </Answered>
      <DailySpend
        question={daily}
        today={dayOf(new Date(asOf))}
        isStale={daily.isPlaceholderData}
        rangeControl={
          view.pastMonth === undefined && (
            <Segmented
              label="Days shown"
              options={RANGES}
              value={view.range}
              onChange={showRange}
            />
          )
        }
      />
      <CostTabs
        tab={view.tab}
        onTab={showTab}
        summary={summary}
        projectId={projectId}
        asOf={asOf}
        start={
          isStarting ? { project, publicUrl, asOf: openedAt, onShowSpend: showFirstSpend } : null
        }
      />
    </div>
  );
}
