import { type Executor, users } from "@ai-cost/db";
import { eq } from "drizzle-orm";

export async function renameUser(
  db: Executor,
  userId: string,
  name: string,
  now: Date,
): Promise<void> {
  await db.update(users).set({ name, updatedAt: now }).where(eq(users.id, userId));
}
