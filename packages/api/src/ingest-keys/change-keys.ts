import { newIngestKey } from "@ai-cost/auth/api-keys";
import { newId } from "@ai-cost/db";
import type { ProjectContext } from "../context";
import { keyNotFound, tooMany } from "../errors";
import { addAuditEvent } from "../projects/queries/add-audit-event";
import { lockProject } from "../projects/queries/lock-project";
import { countActiveKeys, findKey, insertKey, storeRevocation } from "./queries/keys";
import { MAX_ACTIVE_KEYS } from "./schema";

/** Makes a key; the answer alone has its text. CONFLICT when the project has as many as it may. */
export function createKey({ db, now, user, project }: ProjectContext, name: string) {
  const projectId = project.id;
  return db.write(async (tx) => {
    await lockProject(tx, projectId);
    if ((await countActiveKeys(tx, projectId)) >= MAX_ACTIVE_KEYS) throw tooMany(TOO_MANY_KEYS);
    const { text, secretHash, lastCharacters } = newIngestKey(projectId);
    const id = newId();
    const made = { createdBy: user.id, createdAt: now };
    await insertKey(tx, { projectId, id, name, secretHash, lastCharacters, ...made });
    await addAuditEvent(tx, {
      projectId,
      actorId: user.id,
      action: "ingest-key.create",
      from: null,
      to: keyWords(name, lastCharacters),
      at: now,
    });
    return { keyId: id, name, lastCharacters, text };
  });
}

/** Revokes a key, at once; one that is revoked stays so since when it was. NOT_FOUND without one. */
export function revokeKey({ db, now, user, project }: ProjectContext, keyId: string) {
  const projectId = project.id;
  return db.write(async (tx) => {
    await lockProject(tx, projectId);
    const key = await findKey(tx, projectId, keyId);
    if (!key) throw keyNotFound();
    if (key.revokedAt) return { ...key, revokedAt: key.revokedAt.toISOString() };
    await storeRevocation(tx, projectId, keyId, now);
    await addAuditEvent(tx, {
      projectId,
      actorId: user.id,
      action: "ingest-key.revoke",
      from: keyWords(key.name, key.lastCharacters),
      to: null,
      at: now,
    });
    return { ...key, revokedAt: now.toISOString() };
  });
}

const keyWords = (name: string, lastCharacters: string) => `${name} (…${lastCharacters})`;

const TOO_MANY_KEYS = `This project has ${MAX_ACTIVE_KEYS} keys that are good, which is as many as it can have. Revoke one that nobody uses, then make another.`;
