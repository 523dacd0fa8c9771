import type { OperatorProject } from "@ai-cost/db";
import { findDifferences, rebuild } from "@ai-cost/ledger";
import { Option } from "commander";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { projectOption, selectProjects } from "../database/select-projects";
import { withDatabase } from "../database/with-database";
import { parseRebuildStart, projectsFrom, type RebuildStart } from "../ledger/rebuild-start";
import { counted } from "../text/counted";

const DATABASE = { applicationName: "ledger" };

export function define(command: CliCommand, context: CommandContext): void {
  command.description("Compares the numbers of the dashboard with the ledger, or corrects them.");
  command
    .command("reconcile")
    .description(
      "Compares every number with a plain query of the ledger and prints each difference. Exits with 1 if there is one.",
    )
    .addOption(projectOption())
    .example()
    .note(`To correct differences, run ${context.writeCommand("ledger", "rebuild")}.`)
    .action(({ project }: { project: string | null }) => reconcileAll(project, context));
  command
    .command("rebuild")
    .description(
      "Corrects every number that differs from the ledger. The server can keep running, except on a Citus cluster.",
    )
    .addOption(projectOption())
    .addOption(
      new Option(
        "--from <id/month>",
        "resume an interrupted rebuild with this month of this project",
      ).default(null, "the first project"),
    )
    .example("--from 01980000-0000-7000-8000-000000000005/2026-03")
    .note("Its lines say which project and month it has reached.")
    .action(({ project, from }: RebuildOptions, self: CliCommand) => {
      if (project !== null && from !== null)
        self.error("--project and --from cannot be given together");
      return rebuildAll(project, from === null ? null : parseRebuildStart(from), context);
    });
}

interface RebuildOptions {
  project: string | null;
  from: string | null;
}

const reconcileAll = (projectId: string | null, context: CommandContext) =>
  withDatabase(context, DATABASE, async (db) => {
    for (const project of await selectProjects(db, projectId))
      if ((await reconcileProject(project, context)) > 0) context.exitCode = 1;
  });

/** Prints a project's differences and returns how many there are. */
async function reconcileProject(
  { id, name, tenant }: OperatorProject,
  { print }: CommandContext,
): Promise<number> {
  const count = await findDifferences(tenant, id, (differences) => {
    for (const { table, row, column, stored, ledger } of differences)
      print(`  ${table} ${row}: ${column} is ${stored}, the ledger says ${ledger}`);
  });
  print(`${name}: ${count === 0 ? "exact" : counted(count, "difference")}`);
  return count;
}

const rebuildAll = (
  projectId: string | null,
  start: RebuildStart | null,
  context: CommandContext,
) =>
  withDatabase(context, DATABASE, async (db) => {
    const projects = await selectProjects(db, projectId);
    for (const { project, index, firstMonth } of projectsFrom(projects, start)) {
      context.print(`${project.name} (${project.id}), project ${index + 1} of ${projects.length}`);
      await rebuildProject(project, firstMonth, context);
    }
  });

async function rebuildProject(
  { id, tenant }: OperatorProject,
  firstMonth: string | undefined,
  { print, progress }: CommandContext,
): Promise<void> {
  const onRebuilt = (step: string, changedRows: number) => {
    const line = `  ${step}: ${counted(changedRows, "row")} changed`;
    if (changedRows === 0) progress.update(() => line);
    else print(line);
  };
  const changedRows = await rebuild(tenant, id, onRebuilt, firstMonth);
  print(changedRows === 0 ? "  was exact" : `  ${counted(changedRows, "row")} changed`);
}
