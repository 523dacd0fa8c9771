import {
  ALERT_KINDS,
  type AlertKind,
  alertChannels,
  alerts,
  type Executor,
  projectOutbox,
} from "@ai-cost/db";
import { TEST_KIND } from "@ai-cost/notifications";
import {
  and,
  countDistinct,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { z } from "zod";
import type { AlertState } from "./schema";

const PAGE_ROWS = 50;
const MINUTE_MS = 60_000;

/** The columns of a message that say where its delivery stands. */
const DELIVERY = {
  kind: projectOutbox.kind,
  createdAt: projectOutbox.createdAt,
  attempts: projectOutbox.attempts,
  nextAttemptAt: projectOutbox.nextAttemptAt,
  lastError: projectOutbox.lastError,
  deliveredAt: projectOutbox.deliveredAt,
};

export type DeliveryRow = Pick<typeof projectOutbox.$inferSelect, keyof typeof DELIVERY>;

const instant = z.string().transform((text) => new Date(text));

const lastDelivery = z.object({
  channelId: z.string(),
  kind: z.string(),
  createdAt: instant,
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  lastError: z.string().nullable(),
  deliveredAt: instant.nullable(),
  /** How many messages were made for the channel at the same time. */
  recipients: z.int(),
  /** What the message is about; null for a test. */
  alertKind: z.enum(ALERT_KINDS).nullable(),
  /** The percentage that was reached; null for all kinds but `threshold`. */
  threshold: z.int().nullable(),
});

export type LastDelivery = z.output<typeof lastDelivery>;

/**
 * The last message of each channel. Of the mail to several owners and admins, one that is not delivered comes
 * first.
 */
export async function selectLastDeliveries(
  db: Executor,
  projectId: string,
): Promise<LastDelivery[]> {
  const rows = await db.execute(sql`
    select distinct on (channel_id) last.channel_id as "channelId", last.kind,
      to_json(last.created_at)#>>'{}' as "createdAt", attempts,
      to_json(next_attempt_at)#>>'{}' as "nextAttemptAt", last_error as "lastError",
      to_json(delivered_at)#>>'{}' as "deliveredAt",
      (count(*) over (partition by channel_id, last.created_at))::int as recipients,
      alert.kind as "alertKind",
      case alert.kind when 'threshold' then (alert.facts::json->>'threshold')::int end as threshold
    from (
      select id, kind, alert_id, attempts, created_at, next_attempt_at, last_error, delivered_at,
        coalesce(channel_id, project_id) as channel_id
      from project_outbox where project_id = ${projectId}
    ) as last
    left join alerts as alert on alert.project_id = ${projectId} and alert.id = last.alert_id
    order by channel_id, last.created_at desc, delivered_at is not null, next_attempt_at is not null,
      last.id`);
  return rows.map((row) => lastDelivery.parse(row));
}

/** How many tests of the project were sent within a minute. */
export async function countTests(db: Executor, projectId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ tests: countDistinct(projectOutbox.createdAt) })
    .from(projectOutbox)
    .where(
      and(
        eq(projectOutbox.projectId, projectId),
        eq(projectOutbox.kind, TEST_KIND),
        gt(projectOutbox.createdAt, new Date(now.getTime() - MINUTE_MS)),
      ),
    );
  return row?.tests ?? 0;
}

/** Selects the alerts before the alert `id`; selects nothing when the project has no alert with this id. */
const isBefore = (projectId: string, id: string): SQL =>
  lt(
    alerts.id,
    sql`(select last.id from alerts as last where last.project_id = ${projectId} and last.id = ${id})`,
  );

export interface AlertFilter {
  /** The id of the last alert of the previous page. */
  before?: string | undefined;
  kind?: AlertKind | undefined;
  state?: AlertState | undefined;
}

/** Selects the alerts that have a message which matches. */
const hasMessage = (projectId: string, matches?: SQL): SQL => sql`exists (
  select from ${projectOutbox} where ${and(
    eq(projectOutbox.projectId, projectId),
    eq(projectOutbox.alertId, alerts.id),
    matches,
  )})`;

const { deliveredAt, nextAttemptAt, lastError } = projectOutbox;
const hasFailed = and(isNull(deliveredAt), or(isNull(nextAttemptAt), isNotNull(lastError)));

const IN_STATE: Record<AlertState, (projectId: string) => SQL | undefined> = {
  delivered: (projectId) =>
    and(hasMessage(projectId), not(hasMessage(projectId, isNull(deliveredAt)))),
  undelivered: (projectId) => hasMessage(projectId, hasFailed),
  unsent: () => isNotNull(alerts.unsentReason),
};

/** The project's 50 newest alerts that match, newest first. With `before`, the next 50 after that alert. */
export function selectAlertPage(
  db: Executor,
  projectId: string,
  { before, kind, state }: AlertFilter,
) {
  return db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.projectId, projectId),
        before === undefined ? undefined : isBefore(projectId, before),
        kind && eq(alerts.kind, kind),
        state && IN_STATE[state](projectId),
      ),
    )
    .orderBy(desc(alerts.id))
    .limit(PAGE_ROWS);
}

/** An alert of a project with hundreds of owners and admins has as many messages. */
const MAX_MESSAGES = 50;

/**
 * The messages of alerts, with their channels; the channel of an e-mail to an owner or admin is null. At most 50
 * of each alert, those that were given up first, and then those that wait.
 */
export function selectMessages(db: Executor, projectId: string, alertIds: readonly string[]) {
  const { kind, name } = alertChannels;
  const { id, alertId, recipient, deliveredAt, nextAttemptAt } = projectOutbox;
  const place = sql`row_number() over (
    partition by ${alertId} order by ${deliveredAt} is not null, ${nextAttemptAt} is not null, ${id})`;
  const message = db
    .select({
      id,
      alertId,
      recipient,
      channelId: projectOutbox.channelId,
      ...DELIVERY,
      place: place.as("place"),
    })
    .from(projectOutbox)
    .where(and(eq(projectOutbox.projectId, projectId), inArray(alertId, [...alertIds])))
    .as("message");
  return db
    .select({
      id: message.id,
      alertId: message.alertId,
      recipient: message.recipient,
      channelId: sql<string>`coalesce(${message.channelId}, ${projectId})`,
      kind: message.kind,
      createdAt: message.createdAt,
      attempts: message.attempts,
      nextAttemptAt: message.nextAttemptAt,
      lastError: message.lastError,
      deliveredAt: message.deliveredAt,
      channel: { kind, name },
    })
    .from(message)
    .leftJoin(
      alertChannels,
      and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, message.channelId)),
    )
    .where(lte(message.place, MAX_MESSAGES))
    .orderBy(message.id);
}

/** Whether a channel that is on is broken, or a message is tried again. */
export async function selectHasProblem(db: Executor, projectId: string): Promise<boolean> {
  const [row] = await db.execute<{ hasProblem: boolean }>(sql`
    select exists (
      select from alert_channels
      where project_id = ${projectId} and is_on and broken_at is not null
        and (ended_at is null or end_reason = 'gone')
    ) or exists (
      select from project_outbox
      where project_id = ${projectId} and next_attempt_at is not null and last_error is not null
    ) as "hasProblem"`);
  return row?.hasProblem ?? false;
}
