import { backUp } from "../backup/back-up";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { withOwnersDatabase } from "../database/with-database";
import { counted } from "../text/counted";

export function define(command: CliCommand, context: CommandContext): void {
  const { progress, print, clock } = context;
  command
    .description(
      "Writes a snapshot of the whole database into one gzip file. The server can keep writing meanwhile.",
    )
    .argument("<file>", "the file to create; an existing file is never replaced")
    .example("backup-2026-11-28.sql.gz")
    .note(
      `The file contains password hashes, so protect it like the database. Keep AUTH_SECRET with it.
To check it, restore it into an empty database: ${context.writeCommand("restore", "FILE")}`,
    )
    .action((file: string) =>
      withOwnersDatabase(context, async (databaseUrl) => {
        const rows = await backUp({ databaseUrl, file, now: clock(), progress });
        print(`Backed up ${counted(rows, "row")} to ${file}`);
      }),
    );
}
