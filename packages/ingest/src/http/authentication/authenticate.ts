import { openByKey, type TenantDatabase } from "@ai-cost/db";
import type { IngestDoor } from "./key-request-limiter";
import { noteUse } from "./record-key-use";

/** Why a request is not let in; `message` is for its sender and the same for every bad key. */
export type KeyRefusal =
  | { status: 401; message: string }
  | { status: 429; message: string; retryAfterSeconds: number };

/** Some exporters send their headers as the environment has them, with the space still encoded. */
const BEARER = /^Bearer(?: +|%20)(\S+)$/i;

const BAD_KEY: KeyRefusal = {
  status: 401,
  message:
    "Send a key of your project as `Authorization: Bearer …`; without one, or with one that is not valid, nothing is taken.",
};

/**
 * Whose usage a request brings, by its `Authorization: Bearer` alone. A key that is missing,
 * malformed, unknown, revoked or of another project is refused in the same words; 429 says after how
 * many whole seconds the key has requests again. Bad keys are not counted: a secret of 256 bits is
 * not found by guessing, and a guess must leave nothing behind.
 */
export async function authenticate(
  { db, requests }: IngestDoor,
  headers: Headers,
  now: Date,
): Promise<{ projectId: string; tenant: TenantDatabase } | KeyRefusal> {
  const text = BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  const opened = await openByKey(db, text);
  if (!opened) return BAD_KEY;
  const { key, tenant } = opened;
  const refusal = await requests.take(`${key.projectId}/${key.id}`);
  if (refusal) return overLimit(refusal.retryAfterSeconds);
  await noteUse(tenant, key, now);
  return { projectId: key.projectId, tenant };
}

const overLimit = (retryAfterSeconds: number): KeyRefusal => ({
  status: 429,
  message: `This key has sent its requests of the minute. Send again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? "second" : "seconds"}, or more usage in each.`,
  retryAfterSeconds,
});
