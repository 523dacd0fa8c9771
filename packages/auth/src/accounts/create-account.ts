import { accounts, type Database, type Executor, newId, users } from "@ai-cost/db";
import { ONE_LINE, Refusal, VISIBLE } from "@ai-cost/domain";
import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { emailAddressSchema } from "./email-address";
import { withdrawFirstAccountCodes } from "./first-account-code";
import { parseOrRefuse } from "./parse-or-refuse";
import { passwordSchema } from "./password";

const nameSchema = z
  .string()
  .trim()
  .max(200, "The name must have at most 200 characters.")
  .regex(ONE_LINE, "The name must be text without control characters.")
  .regex(VISIBLE, "The name must not be empty.");

export const newAccountSchema = z.object({
  email: emailAddressSchema(),
  name: nameSchema,
  password: passwordSchema,
});

/** A valid e-mail address in lower case, a name and a password. */
export type NewAccount = z.infer<typeof newAccountSchema>;
export type CreateAccountInput = NewAccount & { now: Date };

/**
 * Thrown when the e-mail address already has an account. The message is a sentence for the person who
 * entered the address.
 */
export class AccountExistsError extends Refusal {
  override name = "AccountExistsError";
  constructor(readonly email: string) {
    super(`There is already an account for ${email}.`);
  }
}

/**
 * Creates an account that signs in with a password. Its person is a member of no project: invitations
 * for its e-mail address wait until they are accepted. Returns the address as it is stored. Throws a
 * Refusal when the address, name or password is not valid, and an AccountExistsError when the address
 * already has an account.
 */
export async function createAccount(
  db: Database,
  input: CreateAccountInput,
): Promise<{ id: string; email: string }> {
  const account = parseOrRefuse(newAccountSchema, input);
  const passwordHash = await hashPassword(account.password);
  const made = await db.transaction((tx) =>
    insertAccount(tx, { ...account, passwordHash, isEmailVerified: false, now: input.now }),
  );
  return { ...made, email: account.email };
}

/**
 * Inserts the rows of an account in the caller's transaction. `isEmailVerified` says whether the person
 * has proved that they read the address's mail. Throws an AccountExistsError when the address already
 * has an account.
 */
export async function insertAccount(
  tx: Executor,
  account: {
    email: string;
    name: string;
    passwordHash: string;
    isEmailVerified: boolean;
    now: Date;
  },
): Promise<{ id: string }> {
  const id = newId();
  const at = { createdAt: account.now, updatedAt: account.now };
  const made = await tx
    .insert(users)
    .values({
      id,
      name: account.name,
      email: account.email,
      emailVerified: account.isEmailVerified,
      ...at,
    })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (made.length === 0) throw new AccountExistsError(account.email);
  await tx.insert(accounts).values({
    id: newId(),
    accountId: id,
    providerId: "credential",
    userId: id,
    password: account.passwordHash,
    ...at,
  });
  await withdrawFirstAccountCodes(tx);
  return { id };
}
