import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { environment } from "@/env";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { AiCostDashboard } from "./ai-cost-dashboard";
import { searchParams as costParams } from "./search-params";
import { firstUsageInputs, recentChargesInput, summaryInputOf, viewOf } from "./view";

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
    ...firstUsageInputs(projectId, view).map((input) => trpc.aiCost.getBreakdown.prefetch(input)),
    trpc.usageSources.listNotices.prefetch({ projectId }),
    trpc.aiCost.getExceededNameLimits.prefetch({ projectId }),
    trpc.aiCost.getUsageGaps.prefetch(summaryInputOf(projectId, view)),
    trpc.usageSources.listOverlappingDays.prefetch(summaryInputOf(projectId, view)),
    view.tab === "recent" &&
      trpc.aiCost.getRecentTransactions.prefetch(recentChargesInput(projectId, view)),
  ]);
  return (
    <HydrateClient>
      <AiCostDashboard project={project} asOf={asOf} publicUrl={environment().publicUrl} />
    </HydrateClient>
  );
}
