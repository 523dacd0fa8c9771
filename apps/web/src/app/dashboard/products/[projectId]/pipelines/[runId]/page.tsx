import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { cache } from "react";
import { formatShortId } from "@/lib/format";
import { orNotFound, requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { PipelineRun } from "./pipeline-run";
import { runPage } from "./run-input";
import { runSearchParams } from "./search-params";

const loadRunSearchParams = createLoader(runSearchParams);

interface RunPageProps {
  params: Promise<{ projectId: string; runId: string }>;
  searchParams: Promise<SearchParams>;
}

/**
 * Returns the project and the name of the run, or ends in a 404 when it does not exist. Cached, because the page's title and its
 * content both need the run.
 */
const requireRun = cache(async (projectId: string, runId: string) => {
  const project = await requireProject(projectId);
  const { externalId } = await orNotFound(trpc.pipelineRuns.get({ projectId, runId }));
  return { project, runName: externalId ?? `Run …${formatShortId(runId)}` };
});

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const { projectId, runId } = await params;
  const { project, runName } = await requireRun(projectId, runId);
  return { title: `${runName} · ${project.name}` };
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const { projectId, runId } = await params;
  await requireRun(projectId, runId);
  const { jobsAfter, chargesAfter } = await loadRunSearchParams(searchParams);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.pipelineRuns.get.prefetch({ projectId, runId }),
    trpc.pipelineRuns.listJobs.prefetch(runPage(projectId, runId, jobsAfter)),
    trpc.pipelineRuns.listCharges.prefetch(runPage(projectId, runId, chargesAfter)),
  ]);
  return (
    <HydrateClient>
      <PipelineRun projectId={projectId} runId={runId} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
