import { randomBytes } from "node:crypto";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { type Database, memberships } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import type { Role } from "@ai-cost/domain";
import type { People, PersonName } from "@ai-cost/testing";

/** A project of a case, with a text in its name and its usage that no other tenant's answers may hold. */
export interface Tenant {
  projectId: string;
  canary: string;
  /** The text of its ingest key. */
  key: string;
  keyId: string;
  /** Who may see it. */
  members: PersonName[];
}

const TEAM = { owner: "owner", admin: "admin", member: "member" } as const;
const STRANGERS = { stranger: "owner" } as const;

/** A project of the team, or of the stranger alone. */
export async function makeTenant(
  db: Database,
  people: People,
  whose: "team" | "stranger",
): Promise<Tenant> {
  const canary = `canary-${randomBytes(6).toString("hex")}`;
  const projectId = await makeProject(db, `Project ${canary}`);
  const roles = Object.entries(whose === "team" ? TEAM : STRANGERS) as [PersonName, Role][];
  await db.insert(memberships).values(
    roles.map(([name, role]) => ({
      projectId,
      userId: people[name].id,
      role,
      createdAt: new Date(),
    })),
  );
  const { text: key, keyId } = await makeIngestKey(db, projectId);
  return { projectId, canary, key, keyId, members: roles.map(([name]) => name) };
}
