import { createDatabase } from "@ai-cost/db";
import { findProject } from "../command/find-project";
import { runCommand } from "../command/run-command";
import type { Output, Screen } from "../command/screen";
import { openFile } from "../files/csv/open-file";
import { importFile } from "../files/import-file";
import { type ImportOptions, parseOptions } from "./options";
import { summary } from "./summary";
import { USAGE } from "./usage-text";

const UNAVAILABLE =
  "The database does not answer. What is recorded stays; run the same command again to go on.";

export interface ImportSurroundings {
  databaseUrl: string;
  /** Gets the summary, or the help. */
  stdout: NodeJS.WritableStream;
  /** Gets the progress, the bad rows and what else went wrong. */
  stderr: Output;
  clock: () => Date;
}

/**
 * Records a CSV file of usage in a project; `--help` says how. Resolves to the exit code: 0 when every
 * row of the file is recorded now, 1 when one is not or the import could not begin or go on.
 */
export async function runImport(
  argv: readonly string[],
  surroundings: ImportSurroundings,
): Promise<number> {
  return runCommand(surroundings.stderr, UNAVAILABLE, async (screen) => {
    const options = parseOptions(argv);
    if (options) return await importInto(options, surroundings, screen);
    surroundings.stdout.write(USAGE);
    return 0;
  });
}

async function importInto(
  options: ImportOptions,
  { databaseUrl, stdout, clock }: ImportSurroundings,
  screen: Screen,
): Promise<number> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "import",
  });
  try {
    const { id: projectId, name, tenant } = await findProject(db, options.projectId);
    const file = await openFile(options.file);
    const { tally, stopped } = await importFile({
      db: tenant,
      projectId,
      clock,
      file,
      options,
      screen,
    });
    if (tally.rowsRead > 0) stdout.write(summary(tally, name));
    if (stopped) screen.say(stopped.message);
    return stopped || tally.bad > 0 ? 1 : 0;
  } finally {
    await close();
  }
}
