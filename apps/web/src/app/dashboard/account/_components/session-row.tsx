"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";
import { Button } from "@/components/form/button";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { formatAge } from "@/lib/format-time";
import type { Session } from "../outputs";

interface SessionRowProps {
  session: Session;
  asOf: string;
  /** The promise rejects when the server cannot end the session. */
  onRevoke: () => Promise<unknown>;
}

/** When a session was last seen is exact to five minutes, so a shorter age is not told. */
const PRECISION_MS = 5 * 60 * 1000;

function lastSeen({ isCurrent, lastSeenAt }: Session, asOf: string): string {
  const ageMs = Date.parse(asOf) - Date.parse(lastSeenAt);
  return isCurrent || ageMs < PRECISION_MS ? "now" : formatAge(ageMs);
}

/** A row with one session, and a button that ends it unless it is the current one. */
export function SessionRow({ session, asOf, onRevoke }: SessionRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const device = session.device ?? "Unknown device";
  return (
    <Row>
      <RowHeader className="wrap-anywhere">
        {device} {session.isCurrent && <Badge tone="accent">This device</Badge>}
      </RowHeader>
      <Cell className="wrap-anywhere">{session.ipAddress ?? UNKNOWN}</Cell>
      <Cell>
        <PhoneLabel>Signed in</PhoneLabel>
        <Instant at={session.signedInAt} asOf={asOf} />
        <Unit>UTC</Unit>
      </Cell>
      <Cell className="whitespace-nowrap">
        <PhoneLabel>Last seen</PhoneLabel>
        {lastSeen(session, asOf)}
      </Cell>
      <Cell phone="figure" align="right">
        {!session.isCurrent && (
          <Button
            variant="danger"
            aria-label={`Sign out ${device}`}
            onClick={() => setIsAsking(true)}
          >
            Sign out
          </Button>
        )}
        {isAsking && (
          <ConfirmDialog
            title="Sign out a device"
            action="Sign out"
            onConfirm={onRevoke}
            onClose={() => setIsAsking(false)}
          >
            {device} is signed out at its next request. It can sign in again with your password.
          </ConfirmDialog>
        )}
      </Cell>
    </Row>
  );
}

/** What a cell shows, in a narrow table, where the column headers are hidden. */
const PhoneLabel = ({ children }: { children: string }) => (
  <span className="@2xl/table:sr-only">{children} </span>
);
