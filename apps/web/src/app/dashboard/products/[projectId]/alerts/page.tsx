import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { Alerts } from "./alerts";
import { alertListInput, alertLogParams, undeliveredInput } from "./search-params";

const loadAlertLogParams = createLoader(alertLogParams);

interface AlertsPageProps {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: AlertsPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Alerts · ${name}` };
}

export default async function AlertsPage({ params, searchParams }: AlertsPageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const logParams = await loadAlertLogParams(searchParams);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.alerts.channels.prefetch({ projectId }),
    trpc.alerts.list.prefetch(alertListInput(projectId, logParams)),
    trpc.alerts.list.prefetch(undeliveredInput(projectId)),
  ]);
  return (
    <HydrateClient>
      <Alerts project={project} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
