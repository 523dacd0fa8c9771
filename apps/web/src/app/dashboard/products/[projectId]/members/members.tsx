"use client";

import { useRouter } from "next/navigation";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { Skeleton } from "@/components/feedback/skeleton";
import { Card } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { requestIdOf } from "@/trpc/request-id";
import { MembersView } from "./_components/members-view";

export function Members({ projectId, projectName }: { projectId: string; projectName: string }) {
  const router = useRouter();
  const utils = trpc.useUtils();
  const members = trpc.projects.listMembers.useQuery({ projectId });
  const onSuccess = () => utils.projects.listMembers.invalidate({ projectId });
  const add = trpc.projects.addMember.useMutation({ onSuccess });
  const changeRole = trpc.projects.changeMemberRole.useMutation({ onSuccess });
  const remove = trpc.projects.removeMember.useMutation();

  async function removeMember({ email, isYou }: { email: string; isYou: boolean }) {
    await remove.mutateAsync({ projectId, email });
    if (isYou) router.push("/dashboard");
    else await onSuccess();
  }

  if (members.data)
    return (
      <MembersView
        projectName={projectName}
        members={members.data}
        onAdd={(email, role) => add.mutateAsync({ projectId, email, role })}
        onChangeRole={(email, role) => changeRole.mutateAsync({ projectId, email, role })}
        onRemove={removeMember}
      />
    );
  if (!members.error) return <Skeleton label="Loading the members" />;
  return (
    <Card>
      <ErrorPanel
        title="The members could not be loaded."
        requestId={requestIdOf(members.error)}
        onRetry={() => members.refetch()}
        isRetrying={members.isFetching}
      />
    </Card>
  );
}
