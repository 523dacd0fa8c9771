import { AccountExistsError, createAccount, newAccountSchema } from "../accounts/create-account";
import { readPassword } from "./read-password";
import { RefusedError, type Subcommand } from "./subcommand";
import { parseOptions, required } from "./usage";

export const createFromCommand: Subcommand = async (argv, { db, now, stdin, stdout }) => {
  const options = parseOptions(argv, {
    email: { type: "string" },
    name: { type: "string" },
    "password-stdin": { type: "boolean" },
  });
  const person = {
    email: required(options.email, "email"),
    name: required(options.name, "name"),
  };
  const { password, isGenerated } = await readPassword(options["password-stdin"], stdin);
  const account = newAccountSchema.parse({ ...person, password });
  try {
    await createAccount(db, { ...account, now });
  } catch (error) {
    if (error instanceof AccountExistsError) throw new RefusedError(error.message);
    throw error;
  }
  stdout.write(`Made an account for ${account.email}.\n`);
  if (isGenerated) stdout.write(`Password, shown this once: ${password}\n`);
};
