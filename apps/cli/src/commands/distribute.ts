import type { Progress } from "@ai-cost/command";
import { distribute } from "@ai-cost/db";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { withOwnersDatabase } from "../database/with-database";

export function define(command: CliCommand, context: CommandContext): void {
  const { environment, progress, print } = context;
  command
    .description(
      "Spreads the projects' rows over the machines of a Citus cluster, in one transaction.",
    )
    .example()
    .note(
      "A server that runs meanwhile waits until it is done. Later migrations need no second run.",
    )
    .action(() =>
      withOwnersDatabase(context, async (ownerUrl) => {
        const { username } = new URL(environment.DATABASE_URL || ownerUrl);
        const login = decodeURIComponent(username);
        await distribute({ ownerUrl, login, onTable: showMoves(progress) });
        print("All rows of each project are on one machine of the cluster.");
      }),
    );
}

const showMoves =
  ({ say, step }: Progress) =>
  async (table: string, rows: bigint, move: () => Promise<void>) => {
    say(`${table}: ${rows.toLocaleString("en-US")} rows`);
    await step(`Distributing ${table}`, move);
  };
