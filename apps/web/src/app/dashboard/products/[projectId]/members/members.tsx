"use client";

import { useRouter } from "next/navigation";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { Skeleton } from "@/components/feedback/skeleton";
import { Card } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { requestIdOf } from "@/trpc/request-id";
import { MembersView } from "./_components/members-view";
import type { Member } from "./outputs";

interface MembersProps {
  projectId: string;
  projectName: string;
}

export function Members({ projectId, projectName }: MembersProps) {
  const router = useRouter();
  const members = trpc.projects.listMembers.useQuery({ projectId });
  const pending = trpc.invitations.list.useQuery({ projectId });
  const { changeRole, remove, leave } = useMemberChanges(projectId);
  const { create, renew, changeInvitedRole, revoke } = useInvitationChanges(projectId);

  async function removeMember({ email, isYou }: Member) {
    if (!isYou) return remove.mutateAsync({ projectId, email });
    await leave.mutateAsync({ projectId });
    router.push("/dashboard");
  }

  if (members.data && pending.data)
    return (
      <MembersView
        projectName={projectName}
        members={members.data}
        pending={pending.data}
        onInvite={(email, role) => create.mutateAsync({ projectId, email, role })}
        onRenew={(email) => renew.mutateAsync({ projectId, email })}
        onChangeInvitedRole={(email, role) =>
          changeInvitedRole.mutateAsync({ projectId, email, role })
        }
        onRevoke={(email) => revoke.mutateAsync({ projectId, email })}
        onChangeRole={(email, role) => changeRole.mutateAsync({ projectId, email, role })}
        onRemove={removeMember}
      />
    );
  const error = members.error ?? pending.error;
  if (!error) return <Skeleton label="Loading the members" />;
  return (
    <Card>
      <ErrorPanel
        title="The members could not be loaded."
        requestId={requestIdOf(error)}
        onRetry={() => Promise.all([members.refetch(), pending.refetch()])}
        isRetrying={members.isFetching || pending.isFetching}
      />
    </Card>
  );
}

function useMemberChanges(projectId: string) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.listMembers.invalidate({ projectId });
  return {
    changeRole: trpc.projects.changeMemberRole.useMutation({ onSuccess }),
    remove: trpc.projects.removeMember.useMutation({ onSuccess }),
    // After leaving, the list would answer that there is no such product.
    leave: trpc.projects.leave.useMutation(),
  };
}

function useInvitationChanges(projectId: string) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.invitations.list.invalidate({ projectId });
  return {
    create: trpc.invitations.create.useMutation({ onSuccess }),
    renew: trpc.invitations.renew.useMutation({ onSuccess }),
    changeInvitedRole: trpc.invitations.changeRole.useMutation({ onSuccess }),
    revoke: trpc.invitations.revoke.useMutation({ onSuccess }),
  };
}
