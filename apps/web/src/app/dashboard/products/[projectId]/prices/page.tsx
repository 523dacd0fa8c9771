import type { Metadata } from "next";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { PricesAndAgents } from "./prices-and-agents";

interface PricesPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: PricesPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Prices & agents · ${name}` };
}

export default async function PricesPage({ params }: PricesPageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.modelPrices.list.prefetch({ projectId }),
    trpc.agentNames.list.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <PricesAndAgents project={project} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
