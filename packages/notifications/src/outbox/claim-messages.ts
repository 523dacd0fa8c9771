import { alertChannels, type Executor, type ProjectForWork, projectOutbox } from "@ai-cost/db";
import { and, eq, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { StoredChannel } from "../alerts/stored-channels";

/** A message of a project that this process has claimed. */
export interface ClaimedMessage {
  project: ProjectForWork;
  projectId: string;
  id: string;
  kind: string;
  /** Null for a channel. */
  recipient: string | null;
  /** Null for an e-mail to an owner or admin. */
  channel: ClaimedChannel | null;
  /** Null when it was settled meanwhile. */
  content: string | null;
  createdAt: Date;
  /** The number of this attempt, from 1. */
  attempts: number;
}

type ClaimedChannel = Pick<
  StoredChannel,
  "id" | "kind" | "name" | "sealedTarget" | "confirmedAt" | "endedAt"
>;

/** How a message leaves: through the mail server, or to the address of Slack or of a webhook. */
export type Route = "mail" | "post";

interface Claim {
  route: Route;
  limit: number;
  leaseMs: number;
}

/**
 * Claims up to `limit` messages of a project that are due and leave by this route, the longest due first. A
 * claim is a commit and not an open transaction, so a slow receiver holds no connection and no lock.
 */
export async function claimMessages(
  project: ProjectForWork,
  claimed: Claim,
): Promise<ClaimedMessage[]> {
  const rows = await project.tenant.write((tx) => claim(tx, project.id, claimed));
  return rows.map((row) => ({ project, projectId: project.id, ...row }));
}

const LEAVES_BY: Record<Route, SQL | undefined> = {
  mail: or(isNull(projectOutbox.channelId), eq(alertChannels.kind, "email")),
  post: ne(alertChannels.kind, "email"),
};

async function claim(tx: Executor, projectId: string, { route, limit, leaseMs }: Claim) {
  const { id, kind, recipient, content, createdAt, attempts } = projectOutbox;
  const { name, sealedTarget, confirmedAt, endedAt } = alertChannels;
  const of = { id: alertChannels.id, kind: alertChannels.kind };
  const channel = { ...of, name, sealedTarget, confirmedAt, endedAt };
  const due = await tx
    .select({ id, kind, recipient, channel, content, createdAt, attempts })
    .from(projectOutbox)
    .leftJoin(
      alertChannels,
      and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, projectOutbox.channelId)),
    )
    .where(
      and(
        eq(projectOutbox.projectId, projectId),
        lte(projectOutbox.nextAttemptAt, new Date()),
        LEAVES_BY[route],
      ),
    )
    .orderBy(projectOutbox.nextAttemptAt)
    .limit(limit)
    .for("update", { of: projectOutbox, skipLocked: true });
  if (due.length === 0) return [];
  const ids = due.map((message) => message.id);
  await tx
    .update(projectOutbox)
    .set({ attempts: sql`${attempts} + 1`, nextAttemptAt: new Date(Date.now() + leaseMs) })
    .where(and(eq(projectOutbox.projectId, projectId), inArray(id, ids)));
  return due.map((message) => ({ ...message, attempts: message.attempts + 1 }));
}
