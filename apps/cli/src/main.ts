import { Refusal } from "@ai-cost/domain";

type Command = { run(argv: string[]): Promise<number> };

const COMMANDS: Record<string, () => Promise<Command>> = {
  start: () => import("./commands/start"),
  build: () => import("./commands/build"),
  import: () => import("./commands/import"),
  prices: () => import("./commands/prices"),
  ledger: () => import("./commands/ledger"),
  accounts: () => import("./commands/accounts"),
  backup: () => import("./commands/backup"),
  restore: () => import("./commands/restore"),
  distribute: () => import("./commands/distribute"),
};

/** Runs the command that the first argument names; resolves to its exit code. */
export async function run([name = "", ...argv]: string[]): Promise<number> {
  const load = COMMANDS[name];
  if (!load)
    throw new Refusal(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
  return (await load()).run(argv);
}
