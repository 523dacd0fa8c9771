import { type Database, signedInAddresses } from "@ai-cost/db";
import { setSessionCookie } from "better-auth/cookies";
import {
  type EndpointContext,
  shownAddress,
  sourceAddress,
  UNKNOWN_ADDRESS,
} from "../rate-limits/source-address";

/** The length to which a browser's `User-Agent` header is cut. */
const MAX_USER_AGENT_LENGTH = 300;

interface StartOptions {
  db: Database;
  now: Date;
  /** Asked when the session is stored. When it returns false, the session is deleted again. */
  mayStart?: () => Promise<boolean>;
}

/**
 * Starts a session for a person who has proved to own the account, sets its cookie, and stores the source
 * address as one that the person signs in from. Returns null when `mayStart` returns false.
 */
export async function startSession(
  ctx: EndpointContext,
  userId: string,
  { db, now, mayStart = async () => true }: StartOptions,
): Promise<{ id: string; email: string; name: string } | null> {
  const { internalAdapter } = ctx.context;
  const userAgent = ctx.headers?.get("user-agent")?.slice(0, MAX_USER_AGENT_LENGTH) ?? "";
  const session = await internalAdapter.createSession(userId, false, {
    userAgent,
    ipAddress: shownAddress(ctx),
  });
  const user = await internalAdapter.findUserById(userId);
  if (!user || !(await mayStart())) {
    await internalAdapter.deleteSession(session.token);
    return null;
  }
  await storeAddress(db, userId, sourceAddress(ctx), now);
  await setSessionCookie(ctx, { session, user });
  return { id: userId, email: user.email, name: user.name };
}

async function storeAddress(db: Database, userId: string, address: string, now: Date) {
  if (address === UNKNOWN_ADDRESS) return;
  await db
    .insert(signedInAddresses)
    .values({ userId, address, lastSignedInAt: now })
    .onConflictDoUpdate({
      target: [signedInAddresses.userId, signedInAddresses.address],
      set: { lastSignedInAt: now },
    });
}
