"use client";

import { daysIn } from "@ai-cost/domain";
import { skipToken } from "@tanstack/react-query";
import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../live-query";
import type { ViewControls } from "../../use-view";
import { chartDays, chartInput, hasFilter } from "../../view";
import type { ChartPart } from "./chart-parts";
import { DailyControls } from "./daily-controls";
import { DailySpend } from "./daily-spend";
import { evenShare } from "./even-budget";
import { IncompleteNotice } from "./incomplete-notice";
import { useNarrow } from "./use-narrow";

/** The dialog of a day is loaded when somebody opens one. */
const DayDialog = onDemand(() => import("./day/day-dialog").then((module) => module.DayDialog));

/** With more days than this, a phone has no room for a bar of each. */
const MAX_NARROW_BARS = 62;

interface DailyPanelProps {
  projectId: string;
  controls: ViewControls;
  /** The monthly limit in dollars; null without a budget. */
  budgetLimit: number | null;
  /** The server's time, as an ISO 8601 string. */
  asOf: string;
}

/** The daily chart with its controls, and the dialog of the day that is open. */
export function DailyPanel({ projectId, controls, budgetLimit, asOf }: DailyPanelProps) {
  const { view, splitBy, showRange, openDay } = controls;
  const isNarrow = useNarrow();
  const interval =
    isNarrow && daysIn(chartDays(view)) > MAX_NARROW_BARS ? ("week" as const) : undefined;
  const usage = trpc.aiCost.getBreakdown.useQuery(
    chartInput(projectId, view, "total", interval),
    LIVE,
  );
  const isDivided = view.split !== "total";
  const division = trpc.aiCost.getBreakdown.useQuery(
    isDivided ? chartInput(projectId, view, view.split, interval) : skipToken,
    LIVE,
  );

  /** A week has no dialog, so it becomes the range of the chart. */
  const open = ({ from, to }: ChartPart) => (from === to ? openDay(from) : showRange({ from, to }));

  return (
    <>
      {usage.data?.isComplete === false && <IncompleteNotice />}
      <DailySpend
        query={usage}
        division={isDivided ? (division.data ?? null) : null}
        today={view.today}
        isStale={usage.isPlaceholderData || (isDivided && division.isPlaceholderData)}
        evenShare={
          budgetLimit === null || hasFilter(view) ? null : evenShare(budgetLimit, view.month)
        }
        controls={<DailyControls view={view} onSplit={splitBy} onRange={showRange} />}
        onOpen={open}
      />
      {view.openDay !== null && (
        <DayDialog
          projectId={projectId}
          view={view}
          day={view.openDay}
          asOf={asOf}
          onOpen={openDay}
        />
      )}
    </>
  );
}
