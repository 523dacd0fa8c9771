import { newIngestKey } from "@ai-cost/auth/api-keys";
import { newId } from "@ai-cost/db";
import type { ProjectContext } from "../context";
import { keyNotFound, tooMany } from "../errors";
import { changeProject } from "../projects/change-project";
import { countActiveKeys, findKey, insertKey, storeRevocation } from "./queries";
import { MAX_ACTIVE_KEYS } from "./schema";

const TOO_MANY_KEYS = `This project already has ${MAX_ACTIVE_KEYS} active keys, which is the maximum. Revoke a key that nobody uses, then create the new one.`;

/**
 * Creates a key and returns its text, which is not stored. Throws CONFLICT when the project already has
 * the maximum number of active keys.
 */
export function createKey(context: ProjectContext, name: string) {
  const { now, project, user } = context;
  return changeProject(context, async ({ tx, audit }) => {
    if ((await countActiveKeys(tx, project.id)) >= MAX_ACTIVE_KEYS) throw tooMany(TOO_MANY_KEYS);
    const { text, secretHash, lastCharacters } = newIngestKey(project.id);
    const keyId = newId();
    await insertKey(tx, {
      projectId: project.id,
      id: keyId,
      name,
      secretHash,
      lastCharacters,
      createdBy: user.id,
      createdAt: now,
    });
    await audit("ingest-key.create", null, keyText(name, lastCharacters));
    return { keyId, name, lastCharacters, text };
  });
}

/**
 * Revokes a key with immediate effect. A key that is already revoked keeps the time of its first
 * revocation. Throws NOT_FOUND when the project has no key with this id.
 */
export function revokeKey(context: ProjectContext, keyId: string) {
  const { now, project } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const key = await findKey(tx, project.id, keyId);
    if (!key) throw keyNotFound();
    if (key.revokedAt) return { ...key, revokedAt: key.revokedAt.toISOString() };
    await storeRevocation(tx, project.id, keyId, now);
    await audit("ingest-key.revoke", keyText(key.name, key.lastCharacters), null);
    return { ...key, revokedAt: now.toISOString() };
  });
}

const keyText = (name: string, lastCharacters: string) => `${name} (…${lastCharacters})`;
