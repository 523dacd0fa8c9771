import { ingestKeyProcedure, projectQuery } from "../procedures";
import { router } from "../trpc";
import { createKey, revokeKey } from "./change-keys";
import { keysOf } from "./queries";
import {
  createKeyInput,
  createKeyOutput,
  keyListOutput,
  revokeKeyInput,
  revokeKeyOutput,
} from "./schema";

/**
 * What usage is sent with. Every procedure answers UNAUTHORIZED without a session, NOT_FOUND for a
 * project that is not the caller's and BAD_REQUEST for a malformed input.
 */
export const ingestKeysRouter = router({
  /** The project's keys, by name and last characters; none that was made can be read again. */
  list: projectQuery.output(keyListOutput).query(async ({ ctx }) => {
    const keys = await keysOf(ctx.db, ctx.project.id);
    return keys.map((key) => ({
      ...key,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
    }));
  }),

  /**
   * Makes a key and answers its text, this once. FORBIDDEN for members, CONFLICT when 50 keys of the
   * project are good.
   */
  create: ingestKeyProcedure
    .input(createKeyInput)
    .output(createKeyOutput)
    .mutation(({ ctx, input }) => createKey(ctx, input.name)),

  /**
   * Revokes a key: the next request with it is refused. Again changes nothing. FORBIDDEN for members,
   * NOT_FOUND when the project has no such key.
   */
  revoke: ingestKeyProcedure
    .input(revokeKeyInput)
    .output(revokeKeyOutput)
    .mutation(({ ctx, input }) => revokeKey(ctx, input.keyId)),
});
