import { repriceProject } from "@ai-cost/pricing";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { projectOption, selectProjects } from "../database/select-projects";
import { withDatabase } from "../database/with-database";
import { summarizeRepricing } from "../prices/summarize-repricing";

interface RepriceOptions {
  project: string | null;
  dryRun?: boolean;
}

export function define(command: CliCommand, context: CommandContext): void {
  command.description("Adds prices to charges that were recorded without one.");
  command
    .command("reprice")
    .description(
      `Prices each charge that has no price at its own instant: by the project's own price of the model, or by the price table. The charge stays as it is; a correction carries its price.`,
    )
    .addOption(projectOption())
    .option("--dry-run", "show what would be priced, and change nothing")
    .example("--dry-run")
    .note(
      `You can run it again: a charge is priced once, and an interrupted run is resumed.
A model that has no price yet can get one on the page "Prices & agents" of the project.`,
    )
    .action((options: RepriceOptions) => reprice(options, context));
}

function reprice(
  { project, dryRun = false }: RepriceOptions,
  context: CommandContext,
): Promise<void> {
  const { progress, print, clock } = context;
  return withDatabase(context, { maxConnections: 1, applicationName: "prices" }, async (db) => {
    for (const { id, name, tenant } of await selectProjects(db, project)) {
      const models = await repriceProject({
        db: tenant,
        projectId: id,
        clock,
        isDryRun: dryRun,
        onProgress: (done, total) => progress.update(() => `${name}: ${done} of ${total} charges`),
        onProblem: (chargeId, problem) => {
          context.exitCode = 1;
          progress.say(`charge ${chargeId}: ${problem}`);
        },
      });
      print(summarizeRepricing(name, models, dryRun));
    }
  });
}
