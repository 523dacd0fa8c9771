import { restore } from "../backup/restore";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { withOwnersDatabase } from "../database/with-database";
import { counted } from "../text/counted";

export function define(command: CliCommand, context: CommandContext): void {
  const { progress, print, writeCommand } = context;
  command
    .description(
      "Fills an empty database from a backup in one transaction, then compares every number with the ledger.",
    )
    .argument("<file>", "a file that the backup command of this version has written")
    .example("backup-2026-11-28.sql.gz")
    .note("Sessions are not in a backup, so everybody has to sign in again.")
    .action((file: string) =>
      withOwnersDatabase(context, async (databaseUrl) => {
        const { rows, takenAt, differing } = await restore({ databaseUrl, file, progress });
        const restored = `Restored ${counted(rows, "row")} of ${takenAt}`;
        if (differing.length === 0)
          return print(`${restored}; every number agrees with the ledger.`);
        context.exitCode = 1;
        print(
          `${restored}; numbers of ${differing.join(", ")} differ from the ledger: ${writeCommand("ledger", "reconcile")} lists them, and ${writeCommand("ledger", "rebuild")} corrects them.`,
        );
      }),
    );
}
