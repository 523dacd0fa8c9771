import { createAccount } from "../accounts/create-account";
import { newEmail, PASSWORD } from "./auth-client";

/** Creates an account with an address that no other test uses and the password `PASSWORD`. */
export async function newPerson(db: Parameters<typeof createAccount>[0], name = "A person") {
  const email = newEmail();
  const { id } = await createAccount(db, { email, name, password: PASSWORD, now: new Date() });
  return { id, email, name };
}
