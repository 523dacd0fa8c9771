"use client";

import { dayOf, monthOf } from "@ai-cost/domain";
import { keepPreviousData, useIsFetching } from "@tanstack/react-query";
import { useState } from "react";
import { Segmented } from "@/components/segmented";
import { trpc } from "@/trpc/client";
import { Answered } from "./_components/answered";
import { DailySpend } from "./_components/daily-spend";
import { Freshness } from "./_components/freshness";
import { MonthSkeleton } from "./_components/month-skeleton";
import { MonthSwitcher } from "./_components/month-switcher";
import { PageHeader } from "./_components/page-header";
import type { Project } from "./answers";
import { CostTabs } from "./cost-tabs";
import { MonthAtAGlance } from "./month-at-a-glance";
import { REFRESH_MS } from "./refresh";
import { RANGES } from "./search-params";
import { useView } from "./use-view";
import { dailyInputOf, summaryInputOf } from "./view";

interface AiCostDashboardProps {
  project: Project;
  /** The server's clock when it made the page. */
  asOf: string;
}

const LIVE = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };

/** Asks what the view needs and hands the answers down. */
export function AiCostDashboard({ project: opened, asOf: openedAt }: AiCostDashboardProps) {
  const { projectId } = opened;
  const [asOf, setAsOf] = useState(openedAt);
  const { view, showMonth, showRange, showTab } = useView(asOf);
  const utils = trpc.useUtils();
  const summary = trpc.aiCost.getMonthlySummary.useQuery(summaryInputOf(projectId, view), LIVE);
  const daily = trpc.aiCost.getDailySpend.useQuery(dailyInputOf(projectId, view), LIVE);
  const project = trpc.projects.get.useQuery({ projectId }, { initialData: opened }).data;
  const isFetching = useIsFetching() > 0;

  // The server's clock moves on with each answer, past midnight and into the next month.
  if (summary.data && summary.data.asOf > asOf) setAsOf(summary.data.asOf);
  const currentMonth = monthOf(new Date(asOf));
  const month = view.pastMonth ?? currentMonth;

  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        productName={project.name}
        month={month}
        isCurrentMonth={month === currentMonth}
        monthSwitcher={
          <MonthSwitcher
            month={month}
            currentMonth={currentMonth}
            onChange={(chosen) => showMonth(chosen === currentMonth ? null : chosen)}
          />
        }
        freshness={
          <Freshness
            updatedAtMs={oldest([summary.dataUpdatedAt, daily.dataUpdatedAt])}
            isFetching={isFetching}
            onRefresh={() => utils.invalidate()}
          />
        }
      />
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
      <CostTabs tab={view.tab} onTab={showTab} summary={summary} project={project} asOf={asOf} />
    </div>
  );
}

/** Of the answers that have come; 0 while there is none. */
const oldest = (timesMs: number[]): number => {
  const answeredMs = timesMs.filter((timeMs) => timeMs > 0);
  return answeredMs.length === 0 ? 0 : Math.min(...answeredMs);
};
