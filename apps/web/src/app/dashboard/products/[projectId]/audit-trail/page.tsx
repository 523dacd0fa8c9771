import { canReadAuditTrail } from "@ai-cost/domain";
import type { Metadata } from "next";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { AuditTrail } from "./audit-trail";

interface AuditTrailPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: AuditTrailPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Audit trail · ${name}` };
}

export default async function AuditTrailPage({ params }: AuditTrailPageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const [{ now }] = await Promise.all([
    pageContext(),
    canReadAuditTrail(project.role) && trpc.auditEvents.list.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <AuditTrail project={project} asOf={now.toISOString()} />
    </HydrateClient>
  );
}
