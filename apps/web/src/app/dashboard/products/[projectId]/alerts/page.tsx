import type { Metadata } from "next";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { Alerts } from "./alerts";

interface AlertsPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: AlertsPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Alerts · ${name}` };
}

export default async function AlertsPage({ params }: AlertsPageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.alerts.channels.prefetch({ projectId }),
    trpc.alerts.list.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <Alerts project={project} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
