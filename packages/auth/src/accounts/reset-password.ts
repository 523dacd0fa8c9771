import { type Database, users } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { emailAddressSchema } from "./email-address";
import { parseOrRefuse } from "./parse-or-refuse";
import { passwordSchema } from "./password";
import { setPassword } from "./set-password";

const inputSchema = z.object({ email: emailAddressSchema(), password: passwordSchema });

/**
 * Gives an account a new password. It deletes the account's sessions and its counts of wrong passwords,
 * so that the person can sign in immediately. Throws a Refusal if the e-mail address or the password is
 * not valid, or if no account has the e-mail address.
 */
export async function resetPassword(
  db: Database,
  { now, ...input }: { email: string; password: string; now: Date },
): Promise<{ email: string }> {
  const { email, password } = parseOrRefuse(inputSchema, input);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) throw new Refusal(`There is no account for ${email}.`);
    await setPassword(tx, { id: user.id, email }, passwordHash, now);
  });
  return { email };
}
