import type { Metadata } from "next";
import { requireProject } from "@/server/page-access";
import { HydrateClient, trpc } from "@/trpc/server";
import { Members } from "./members";

interface MembersPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: MembersPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Members · ${name}` };
}

export default async function MembersPage({ params }: MembersPageProps) {
  const { projectId, name } = await requireProject((await params).projectId);
  await Promise.all([
    trpc.projects.listMembers.prefetch({ projectId }),
    trpc.invitations.list.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <Members projectId={projectId} projectName={name} />
    </HydrateClient>
  );
}
