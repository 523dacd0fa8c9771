import {
  alertChannels,
  type Executor,
  type ProjectForWork,
  projectOutbox,
  type TenantDatabase,
} from "@ai-cost/db";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { StoredChannel } from "../alerts/stored-channels";

/** A message of a project that this process has claimed. */
export interface ClaimedMessage {
  tenant: TenantDatabase;
  projectId: string;
  productName: string;
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

/**
 * Claims up to `limit` messages of a project that are due, the longest due first. A claim is a commit and
 * not an open transaction, so a slow receiver holds no connection and no lock.
 */
export async function claimMessages(
  { id: projectId, name: productName, tenant }: ProjectForWork,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedMessage[]> {
  const rows = await tenant.write((tx) => claim(tx, projectId, { limit, leaseMs }));
  return rows.map((row) => ({ tenant, projectId, productName, ...row }));
}

async function claim(
  tx: Executor,
  projectId: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
) {
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
      and(eq(projectOutbox.projectId, projectId), lte(projectOutbox.nextAttemptAt, new Date())),
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
