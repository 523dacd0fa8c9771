import { resolve } from "node:path";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { serve } from "../start/serve";

export function define(command: CliCommand, context: CommandContext): void {
  command
    .description(
      "Serves the web app until it is stopped. Without DATABASE_URL it uses the embedded Postgres of the checkout and loads demo data.",
    )
    .option(
      "--fresh-data <folder>",
      "for tests: keep the embedded database in this folder, and begin with an empty one",
    )
    .example()
    .note("The variables that it reads, such as PORT and DATABASE_URL, are in docs/operate.md.")
    .action(async ({ freshData }: { freshData?: string }) => {
      context.exitCode = await serve(context, freshData && resolve(freshData));
    });
}
