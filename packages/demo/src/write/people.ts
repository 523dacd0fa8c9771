import { AccountExistsError, createAccount, DEMO_PASSWORD, DEMO_PEOPLE } from "@ai-cost/auth";
import { type Database, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { inArray } from "drizzle-orm";
import { MAIN_PRODUCT, PRODUCTS } from "../story/company/products";

/** The user ids of the demo people. The key is the e-mail address. */
export type UserIds = ReadonlyMap<string, string>;

/**
 * Creates the accounts of the demo people, except those that already exist. Returns the user ids of
 * all demo people.
 */
export async function ensurePeople(db: Database, now: Date): Promise<UserIds> {
  await Promise.all(
    DEMO_PEOPLE.map(async ({ email, name }) => {
      try {
        await createAccount(db, { email, name, password: DEMO_PASSWORD, now });
      } catch (error) {
        if (!(error instanceof AccountExistsError)) throw error;
      }
    }),
  );
  const emails = DEMO_PEOPLE.map(({ email }) => email);
  const found = await db.select().from(users).where(inArray(users.email, emails));
  return new Map(found.map(({ email, id }) => [email, id]));
}

/**
 * The members of the demo projects: one owner for each project, and an admin and a member for the
 * main project.
 */
export const MEMBERSHIPS: readonly { projectId: string; email: string; role: Role }[] = [
  ...PRODUCTS.map(({ projectId, ownerEmail }) => ({
    projectId,
    email: ownerEmail,
    role: "owner" as const,
  })),
  { projectId: MAIN_PRODUCT.projectId, email: "admin@example.com", role: "admin" },
  { projectId: MAIN_PRODUCT.projectId, email: "member@example.com", role: "member" },
];

export async function ensureMemberships(
  db: Database,
  userIds: UserIds,
  createdAt: Date,
): Promise<void> {
  const rows = MEMBERSHIPS.flatMap(({ projectId, email, role }) => {
    const userId = userIds.get(email);
    return userId ? [{ projectId, userId, role, createdAt }] : [];
  });
  await db.insert(memberships).values(rows).onConflictDoNothing();
}
