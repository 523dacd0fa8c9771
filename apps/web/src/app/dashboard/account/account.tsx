"use client";

import { useRouter } from "next/navigation";
import { QueryResult } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { NameForm } from "./_components/name-form";
import { PasswordForm, type PasswordFormProps } from "./_components/password-form";
import { SessionsView } from "./_components/sessions-view";

interface AccountProps extends Pick<PasswordFormProps, "changePassword" | "minPasswordLength"> {
  person: { name: string; email: string };
  /** The time of the request, from which the age of a session is told. */
  asOf: string;
}

/** The signed-in person's name, password and sessions. */
export function Account({ person, asOf, ...password }: AccountProps) {
  const router = useRouter();
  const utils = trpc.useUtils();
  const sessions = trpc.account.listSessions.useQuery();
  const onSettled = () => utils.account.listSessions.invalidate();
  // The frame of the page shows the name too.
  const rename = trpc.account.rename.useMutation({ onSuccess: () => router.refresh() });
  const revoke = trpc.account.revokeSession.useMutation({ onSettled });
  const revokeOthers = trpc.account.revokeOtherSessions.useMutation({ onSettled });

  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <header>
        <h1 className="font-semibold text-2xl">Account</h1>
        <p className="wrap-anywhere text-muted">You sign in as {person.email}.</p>
      </header>
      <Card aria-labelledby="name">
        <CardHeader titleId="name" title="Name" />
        <NameForm name={person.name} onRename={(name) => rename.mutateAsync({ name })} />
      </Card>
      <Card aria-labelledby="password">
        <CardHeader titleId="password" title="Password" />
        <PasswordForm {...password} email={person.email} onChanged={onSettled} />
      </Card>
      <Card aria-labelledby="sessions" className="overflow-hidden">
        <QueryResult query={sessions} subject="sessions" height="min-h-40">
          {(found) => (
            <SessionsView
              sessions={found}
              asOf={asOf}
              onRevoke={(sessionId) => revoke.mutateAsync({ sessionId })}
              onRevokeOthers={() => revokeOthers.mutateAsync()}
            />
          )}
        </QueryResult>
      </Card>
    </div>
  );
}
