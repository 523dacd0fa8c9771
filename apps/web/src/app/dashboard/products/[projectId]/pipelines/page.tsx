import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { RunList } from "./run-list";
import { agentTypesInput, periodOf, runListInput } from "./run-list-view";
import { runListParams } from "./search-params";

const loadRunListParams = createLoader(runListParams);

interface PageProps {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Pipelines · ${name}` };
}

export default async function PipelinesPage({ params, searchParams }: PageProps) {
  const { projectId } = await params;
  await requireProject(projectId);
  const asOf = (await pageContext()).now.toISOString();
  const listParams = await loadRunListParams(searchParams);
  const period = periodOf(listParams, asOf);
  await Promise.all([
    trpc.pipelineRuns.list.prefetch(runListInput(projectId, listParams, period)),
    trpc.aiCost.getMonthsWithData.prefetch({ projectId }),
    trpc.aiCost.getBreakdown.prefetch(agentTypesInput(projectId, period)),
  ]);
  return (
    <HydrateClient>
      <RunList projectId={projectId} asOf={asOf} />
    </HydrateClient>
  );
}
