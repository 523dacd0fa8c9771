import { ingestKeyProcedure, projectQuery } from "../access";
import { router } from "../trpc";
import { createKey, revokeKey } from "./change-keys";
import { selectKeys } from "./queries";
import {
  createKeyInput,
  createKeyOutput,
  keyListOutput,
  revokeKeyInput,
  revokeKeyOutput,
} from "./schema";

/**
 * The API keys with which usage is sent. Every procedure answers UNAUTHORIZED without a session,
 * NOT_FOUND when the caller is not a member of the project, and BAD_REQUEST for a malformed input.
 */
export const ingestKeysRouter = router({
  /** The project's keys, each with its name and last characters. The full text of a key is not stored. */
  list: projectQuery.output(keyListOutput).query(async ({ ctx }) => {
    const keys = await selectKeys(ctx.db, ctx.project.id);
    return keys.map((key) => ({
      ...key,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
    }));
  }),

  /**
   * Creates a key and returns its text, which no other procedure returns. FORBIDDEN for members, CONFLICT
   * when the project already has 50 active keys.
   */
  create: ingestKeyProcedure
    .input(createKeyInput)
    .output(createKeyOutput)
    .mutation(({ ctx, input }) => createKey(ctx, input.name)),

  /**
   * Revokes a key, so that the next request with this key is refused. Revoking a key again changes
   * nothing. FORBIDDEN for members, NOT_FOUND when the project has no such key.
   */
  revoke: ingestKeyProcedure
    .input(revokeKeyInput)
    .output(revokeKeyOutput)
    .mutation(({ ctx, input }) => revokeKey(ctx, input.keyId)),
});
