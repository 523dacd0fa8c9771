import { userProcedure } from "../access";
import { sessionNotFound } from "../errors";
import { noInput } from "../field-schemas";
import { router } from "../trpc";
import { deviceOf } from "./device";
import { renameUser } from "./queries/rename-user";
import { deleteOtherSessions, deleteSession, selectSessions } from "./queries/sessions";
import {
  accountOutput,
  renameInput,
  revokedSessionsOutput,
  revokeSessionInput,
  sessionListOutput,
} from "./schema";

/**
 * The signed-in person's own account. Every procedure answers UNAUTHORIZED without a session and
 * BAD_REQUEST for a malformed input. None takes the id of a person, so nobody reaches another account.
 */
export const accountRouter = router({
  /** Changes the person's name, which other members see. */
  rename: userProcedure
    .input(renameInput)
    .output(accountOutput)
    .mutation(async ({ ctx, input }) => {
      await renameUser(ctx.db, ctx.user.id, input.name, ctx.now);
      return { email: ctx.user.email, name: input.name };
    }),

  /** The sessions with which the person is signed in at present. */
  listSessions: userProcedure
    .input(noInput)
    .output(sessionListOutput)
    .query(async ({ ctx }) => {
      const { id: userId, sessionId } = ctx.user;
      const found = await selectSessions(ctx.db, { userId, sessionId, now: ctx.now });
      return found.map(({ userAgent, ipAddress, signedInAt, lastSeenAt, ...session }) => ({
        ...session,
        device: deviceOf(userAgent),
        ipAddress: ipAddress || null,
        signedInAt: signedInAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        isCurrent: session.sessionId === sessionId,
      }));
    }),

  /**
   * Ends one of the person's sessions, so that its next request is signed out. NOT_FOUND for a session
   * that does not exist, has ended, or belongs to somebody else.
   */
  revokeSession: userProcedure
    .input(revokeSessionInput)
    .output(revokedSessionsOutput)
    .mutation(async ({ ctx, input }) => {
      const revokedSessions = await deleteSession(ctx.db, ctx.user.id, input.sessionId);
      if (revokedSessions === 0) throw sessionNotFound();
      return { revokedSessions };
    }),

  /** Ends all of the person's sessions except the session of the request. */
  revokeOtherSessions: userProcedure
    .input(noInput)
    .output(revokedSessionsOutput)
    .mutation(async ({ ctx }) => ({
      revokedSessions: await deleteOtherSessions(ctx.db, ctx.user.id, ctx.user.sessionId),
    })),
});
