import {
  accountOutbox,
  type Database,
  invitations,
  rateLimits,
  sessions,
  signedInAddresses,
  verifications,
} from "@ai-cost/db";
import { and, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** The number of rows that one statement deletes, so that it locks few rows for a short time. */
const BATCH_ROWS = 1_000;
/** For how long an address from which a person has signed in counts as known. */
const KNOWN_ADDRESS_DAYS = 180;
/** For how long the outbox shows an operator what was sent and what was given up. */
const SETTLED_MAIL_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Any number works, because only this purge uses it. */
const PURGE_LOCK = 5_170_923_846;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** What expires, with the condition for it. */
const expiredAt = (now: Date): readonly (readonly [PgTable, SQL])[] => [
  [sessions, lt(sessions.expiresAt, now)],
  [verifications, lt(verifications.expiresAt, now)],
  [rateLimits, lt(rateLimits.expire, now.getTime())],
  [signedInAddresses, lt(signedInAddresses.lastSignedInAt, daysBefore(now, KNOWN_ADDRESS_DAYS))],
  [
    accountOutbox,
    sql`${accountOutbox.nextAttemptAt} is null and ${lt(accountOutbox.createdAt, daysBefore(now, SETTLED_MAIL_DAYS))}`,
  ],
];

/**
 * Deletes expired sessions, tokens and rate limits, and the addresses from which nobody has signed in for
 * 180 days, and messages of the outbox that were sent or given up and are 30 days old, and forgets the
 * tokens of expired invitations. Any number of
 * processes can call this at the same time: their batches take turns. Stops after the present batch when
 * `signal` is aborted. Returns the number of deleted rows.
 */
export async function purgeExpired(db: Database, now: Date, signal?: AbortSignal): Promise<number> {
  let deleted = 0;
  for (const [table, isExpired] of expiredAt(now))
    for (let batch = BATCH_ROWS; batch === BATCH_ROWS && !signal?.aborted; deleted += batch)
      batch = await deleteBatch(db, table, isExpired);
  if (!signal?.aborted) await forgetInvitationTokens(db, now);
  return deleted;
}

/**
 * Forgets the tokens of expired invitations. The invitations stay in the list of those that wait for an
 * answer, as expired ones, until somebody makes a new link or revokes them.
 */
const forgetInvitationTokens = (db: Database, now: Date) =>
  db
    .update(invitations)
    .set({ tokenHash: null })
    .where(and(isNotNull(invitations.tokenHash), lt(invitations.expiresAt, now)));

/** Deletes up to a batch of rows and returns their number. */
const deleteBatch = (db: Database, table: PgTable, isExpired: SQL): Promise<number> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PURGE_LOCK}::bigint)`);
    // The condition stands twice: a counter can start again between the look-up and the deletion.
    const { count } = await tx.execute(sql`
      delete from ${table} where ctid = any(array(
        select ctid from ${table} where ${isExpired} limit ${BATCH_ROWS}
      )) and ${isExpired}`);
    return count;
  });
