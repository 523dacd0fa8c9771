import type { Metadata } from "next";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { Budgets } from "./budgets";

interface BudgetsPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: BudgetsPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Budgets · ${name}` };
}

export default async function BudgetsPage({ params }: BudgetsPageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.budgets.list.prefetch({ projectId }),
    trpc.budgets.forecast.prefetch({ projectId }),
    trpc.alerts.channels.prefetch({ projectId }),
    trpc.budgets.history.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <Budgets project={project} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
