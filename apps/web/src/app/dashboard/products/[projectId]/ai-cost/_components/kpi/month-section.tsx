"use client";

import { skipToken } from "@tanstack/react-query";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../live-query";
import type { Project, Summary } from "../../outputs";
import { comparedUsageInput, hasFilter, monthUsageInput, type View } from "../../view";
import { figuresOfSummary, figuresOfUsage, type MonthFigures } from "./month-figures";
import { MonthOverview } from "./month-overview";
import { MonthSkeleton } from "./month-skeleton";

interface MonthSectionProps {
  summary: QueryState<Summary> & { isPlaceholderData: boolean };
  project: Project;
  view: View;
}

/**
 * The cards and the budget of the month. A filter limits the figures of the cards, which are then read with
 * the same query as the table of agent types.
 */
export function MonthSection({ summary, project, view }: MonthSectionProps) {
  const isFiltered = hasFilter(view);
  const usage = trpc.aiCost.getBreakdown.useQuery(
    isFiltered ? monthUsageInput(project.projectId, view, "agentType") : skipToken,
    LIVE,
  );
  const comparedInput = comparedUsageInput(project.projectId, view, "agentType");
  const compared = trpc.aiCost.getBreakdown.useQuery(comparedInput ?? skipToken, LIVE);
  const comparedUsage =
    comparedInput && !compared.isPlaceholderData ? (compared.data ?? null) : null;

  // Until the figures of a new filter are there, those of the whole month stay, dimmed.
  const isShownFiltered = isFiltered && (usage.data !== undefined || usage.error !== null);
  const overview = (data: Summary, figures: MonthFigures) => (
    <MonthOverview
      summary={data}
      figures={figures}
      isFiltered={isShownFiltered}
      project={project}
      isStale={
        summary.isPlaceholderData || (isFiltered && (!isShownFiltered || usage.isPlaceholderData))
      }
    />
  );
  return (
    <QueryResult
      query={summary}
      subject="summary of the month"
      height="min-h-54"
      pending={<MonthSkeleton />}
    >
      {(data) =>
        isShownFiltered ? (
          <QueryResult query={usage} subject="filtered figures" height="min-h-54">
            {(filtered) => overview(data, figuresOfUsage(filtered, comparedUsage))}
          </QueryResult>
        ) : (
          overview(data, figuresOfSummary(data, comparedUsage))
        )
      }
    </QueryResult>
  );
}
