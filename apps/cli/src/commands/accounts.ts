import { createAccount, listAccounts, resetPassword } from "@ai-cost/auth";
import { type GivenPassword, readPassword } from "../accounts/read-password";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { withDatabase } from "../database/with-database";

const DATABASE = { maxConnections: 1, applicationName: "accounts" };
const PASSWORD_FROM_STDIN =
  "read the password from the first line of the standard input instead of generating one";

export function define(command: CliCommand, context: CommandContext): void {
  command.description("Creates accounts, lists them and resets their passwords.");
  command
    .command("create")
    .description("Creates an account and prints its password, once.")
    .mandatoryOption("--email <address>", "the address that the person signs in with")
    .mandatoryOption("--name <name>", "the person's name")
    .option("--password-stdin", PASSWORD_FROM_STDIN)
    .example("--email ada@example.com --name 'Ada Lovelace'")
    .note("The account sees a product when its person accepts an invitation from the page Members.")
    .action((options: CreateOptions) => create(options, context));
  command
    .command("list")
    .description("Prints every account: address, name and when it was created, separated by tabs.")
    .example()
    .action(() => list(context));
  command
    .command("reset-password")
    .description("Gives an account a new password, prints it once, and ends all its sessions.")
    .mandatoryOption("--email <address>", "the address of the account")
    .option("--password-stdin", PASSWORD_FROM_STDIN)
    .example("--email ada@example.com")
    .action((options: PasswordOptions) => reset(options, context));
}

interface PasswordOptions {
  email: string;
  passwordStdin?: boolean;
}

interface CreateOptions extends PasswordOptions {
  name: string;
}

async function create(
  { email, name, passwordStdin }: CreateOptions,
  context: CommandContext,
): Promise<void> {
  const given = await readPassword(passwordStdin, context.stdin);
  await withDatabase(context, DATABASE, async (db) => {
    const account = { email, name, password: given.password, now: context.clock() };
    const created = await createAccount(db, account);
    context.print(`Created an account for ${created.email}.`);
    printIfGenerated(given, context);
  });
}

const list = (context: CommandContext) =>
  withDatabase(context, DATABASE, async (db) => {
    for (const { email, name, createdAt } of await listAccounts(db))
      context.print(`${email}\t${name}\t${createdAt.toISOString()}`);
  });

async function reset({ email, passwordStdin }: PasswordOptions, context: CommandContext) {
  const given = await readPassword(passwordStdin, context.stdin);
  await withDatabase(context, DATABASE, async (db) => {
    const { password } = given;
    const changed = await resetPassword(db, { email, password, now: context.clock() });
    context.print(`Changed the password of ${changed.email} and ended its sessions.`);
    printIfGenerated(given, context);
  });
}

function printIfGenerated({ password, isGenerated }: GivenPassword, { print }: CommandContext) {
  if (isGenerated) print(`Password, shown this once: ${password}`);
}
