"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { Button } from "@/components/form/button";
import { CardHeader } from "@/components/layout/card";
import { type Column, Table } from "@/components/table/table";
import type { Session } from "../outputs";
import { SessionRow } from "./session-row";

interface SessionsViewProps {
  /** The current session, then the others. */
  sessions: readonly Session[];
  asOf: string;
  /** Both promises reject when the server refuses the change. */
  onRevoke: (sessionId: string) => Promise<unknown>;
  onRevokeOthers: () => Promise<unknown>;
}

const COLUMNS: readonly Column[] = [
  { label: "Device" },
  { label: "Address" },
  { label: "Signed in (UTC)" },
  { label: "Last seen" },
  { label: "Actions", hidden: true },
];

/** The devices on which the person is signed in. */
export function SessionsView({ sessions, asOf, onRevoke, onRevokeOthers }: SessionsViewProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <CardHeader titleId="sessions" title="Sessions">
        {sessions.length > 1 && (
          <Button variant="danger" onClick={() => setIsAsking(true)}>
            Sign out everywhere else
          </Button>
        )}
      </CardHeader>
      <p className="px-4 pb-2 text-muted text-sm">
        Where you are signed in. If you do not recognize a device, sign it out and change your
        password.
      </p>
      <Table caption="Your sessions, this one first" columns={COLUMNS}>
        {sessions.map((session) => (
          <SessionRow
            key={session.sessionId}
            session={session}
            asOf={asOf}
            onRevoke={() => onRevoke(session.sessionId)}
          />
        ))}
      </Table>
      {isAsking && (
        <ConfirmDialog
          title="Sign out everywhere else"
          action="Sign out"
          onConfirm={onRevokeOthers}
          onClose={() => setIsAsking(false)}
        >
          All your other sessions end. This one stays.
        </ConfirmDialog>
      )}
    </>
  );
}
