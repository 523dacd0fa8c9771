import { alerts, type Executor, listOf, type UnsentReason } from "@ai-cost/db";
import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { alertMessages } from "../messages/alert-messages";
import { enqueueForProject } from "../outbox/enqueue-messages";
import { type Alert, alertOfRow, rowOfAlert } from "./alert";
import type { Receivers } from "./receivers";

export interface NewAlert {
  /** A new id. */
  id: string;
  alert: Alert;
}

/** An alert of the log. */
export interface LoggedAlert extends NewAlert {
  /** Why nobody gets it; null when it has messages. */
  unsentReason: UnsentReason | null;
}

const isAlert = (projectId: string, id: string) =>
  and(eq(alerts.projectId, projectId), eq(alerts.id, id));

/**
 * Adds an alert to the log, and its messages to the outbox, in the transaction that has claimed it. Without
 * receivers, only the reason is logged. Returns whether there are messages.
 */
export async function logAndSend(
  tx: Executor,
  { id, alert }: NewAlert,
  receivers: Receivers | UnsentReason,
  publicUrl: string,
): Promise<boolean> {
  const isUnsent = typeof receivers === "string";
  await tx
    .insert(alerts)
    .values({ id, ...rowOfAlert(alert), unsentReason: isUnsent ? receivers : null });
  if (isUnsent) return false;
  await enqueueAlert(tx, { id, alert }, receivers, publicUrl);
  return true;
}

/**
 * Sends an alert that nobody got. Does nothing when another transaction has sent it meanwhile. Returns
 * whether there are messages.
 */
export async function sendUnsent(
  tx: Executor,
  logged: LoggedAlert,
  receivers: Receivers,
  { publicUrl, at }: { publicUrl: string; at: Date },
): Promise<boolean> {
  const taken = await tx
    .update(alerts)
    .set({ unsentReason: null })
    .where(and(isAlert(logged.alert.projectId, logged.id), isNotNull(alerts.unsentReason)))
    .returning({ id: alerts.id });
  if (taken.length === 0) return false;
  await enqueueAlert(tx, logged, receivers, publicUrl, at);
  return true;
}

const RESEND_PAUSE_MS = 60_000;

/** Claims that an alert is sent again. Returns false when that was done less than a minute ago. */
export async function takeResend(
  tx: Executor,
  { id, alert }: NewAlert,
  at: Date,
): Promise<boolean> {
  const isOver = lt(alerts.resentAt, new Date(at.getTime() - RESEND_PAUSE_MS));
  const taken = await tx
    .update(alerts)
    .set({ resentAt: at })
    .where(and(isAlert(alert.projectId, id), or(isNull(alerts.resentAt), isOver)))
    .returning({ id: alerts.id });
  return taken.length > 0;
}

const enqueueAlert = (
  tx: Executor,
  { id, alert }: NewAlert,
  receivers: Receivers,
  publicUrl: string,
  at = alert.at,
) => enqueueForProject(tx, alert.projectId, alertMessages(id, alert, receivers, publicUrl), at);

/** Those of some alerts that nobody got. */
export async function selectUnsent(
  db: Executor,
  projectId: string,
  ids: readonly string[],
): Promise<LoggedAlert[]> {
  const rows = await db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.projectId, projectId),
        sql`${alerts.id} = any(${listOf(ids, "uuid")})`,
        isNotNull(alerts.unsentReason),
      ),
    );
  return rows.map(toLogged);
}

/** The alert of the project with this id; null when there is none. */
export async function findAlert(
  db: Executor,
  projectId: string,
  id: string,
): Promise<LoggedAlert | null> {
  const [row] = await db.select().from(alerts).where(isAlert(projectId, id));
  return row ? toLogged(row) : null;
}

const toLogged = (row: typeof alerts.$inferSelect): LoggedAlert => ({
  id: row.id,
  alert: alertOfRow(row),
  unsentReason: row.unsentReason,
});
