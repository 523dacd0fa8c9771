import { AccountExistsError, createAccount, DEMO_PASSWORD, DEMO_PEOPLE } from "@ai-cost/auth";
import { type Database, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { inArray } from "drizzle-orm";
import { DEAREST_PRODUCT, PRODUCTS } from "./story/products";

/** Makes the accounts that are missing; every demo person's id by their address. */
export async function ensurePeople(db: Database, now: Date): Promise<Map<string, string>> {
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

/** Who works where: an owner for each product, an admin and a member for the dearest. */
export const WORK: readonly { projectId: string; email: string; role: Role }[] = [
  ...PRODUCTS.map(({ projectId, ownerEmail }) => ({
    projectId,
    email: ownerEmail,
    role: "owner" as const,
  })),
  { projectId: DEAREST_PRODUCT.projectId, email: "admin@example.com", role: "admin" },
  { projectId: DEAREST_PRODUCT.projectId, email: "member@example.com", role: "member" },
];

export async function ensureMemberships(
  db: Database,
  userIds: ReadonlyMap<string, string>,
  createdAt: Date,
): Promise<void> {
  const rows = WORK.flatMap(({ projectId, email, role }) => {
    const userId = userIds.get(email);
    return userId ? [{ projectId, userId, role, createdAt }] : [];
  });
  await db.insert(memberships).values(rows).onConflictDoNothing();
}
