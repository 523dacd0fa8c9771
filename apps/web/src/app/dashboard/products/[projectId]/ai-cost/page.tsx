import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { environment } from "@/env";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { AiCostDashboard } from "./ai-cost-dashboard";
import { searchParams as costParams } from "./search-params";
import {
  chartInput,
  comparedUsageInput,
  hasFilter,
  monthUsageInput,
  recentChargesInput,
  summaryInputOf,
  trendInput,
  type View,
  viewOf,
} from "./view";

const loadSearchParams = createLoader(costParams);

interface PageProps {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: name };
}

export default async function AiCostPage({ params, searchParams }: PageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const asOf = (await pageContext()).now.toISOString();
  const view = viewOf(await loadSearchParams(searchParams), asOf);
  await Promise.all([
    trpc.aiCost.getMonthlySummary.prefetch(summaryInputOf(projectId, view)),
    trpc.aiCost.getMonthsWithData.prefetch({ projectId }),
    prefetchUsage(projectId, view),
    trpc.usageSources.listNotices.prefetch({ projectId }),
    trpc.aiCost.getExceededNameLimits.prefetch({ projectId }),
    trpc.aiCost.getUsageGaps.prefetch(summaryInputOf(projectId, view)),
    trpc.usageSources.listOverlappingDays.prefetch(summaryInputOf(projectId, view)),
    prefetchTab(projectId, view),
  ]);
  return (
    <HydrateClient>
      <AiCostDashboard project={project} asOf={asOf} publicUrl={environment().publicUrl} />
    </HydrateClient>
  );
}

/** Prefetches the usage that the cards and the daily chart show. */
function prefetchUsage(projectId: string, view: View) {
  const inputs = [
    chartInput(projectId, view, "total"),
    view.split === "total" ? null : chartInput(projectId, view, view.split),
    comparedUsageInput(projectId, view, "agentType"),
    hasFilter(view) ? monthUsageInput(projectId, view, "agentType") : null,
  ];
  return Promise.all(inputs.map((input) => input && trpc.aiCost.getBreakdown.prefetch(input)));
}

/** Prefetches the data of the selected tab. "Top Pipelines" needs only the summary. */
function prefetchTab(projectId: string, view: View) {
  const { getBreakdown, getRecentTransactions } = trpc.aiCost;
  if (view.tab === "recent")
    return getRecentTransactions.prefetch(recentChargesInput(projectId, view));
  if (view.tab === "trend") return getBreakdown.prefetch(trendInput(projectId, view));
  if (view.tab === "pipelines") return;
  const groupBy = view.tab === "models" ? "model" : "agentType";
  const compared = comparedUsageInput(projectId, view, groupBy);
  return Promise.all([
    getBreakdown.prefetch(monthUsageInput(projectId, view, groupBy)),
    compared && getBreakdown.prefetch(compared),
  ]);
}
