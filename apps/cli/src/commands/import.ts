import { runImport } from "@ai-cost/ingest";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { withDatabaseAddress } from "../database/with-database";

export function define(command: CliCommand, context: CommandContext): void {
  command
    .description("Records the calls of a CSV file as usage of a project.")
    .helpOption(false)
    .allowUnknownOption()
    .argument("[words...]")
    .action((words: string[]) =>
      withDatabaseAddress(context, async (databaseUrl) => {
        const { stdout, stderr } = process;
        const { clock } = context;
        context.exitCode = await runImport(words, { databaseUrl, stdout, stderr, clock });
      }),
    );
}
