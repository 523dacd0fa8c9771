import { createDatabase } from "@ai-cost/db";
import { CommandRefusal } from "../command/command-refusal";
import { findProject } from "../command/find-project";
import { runCommand } from "../command/run-command";
import type { Output, Screen } from "../command/screen";
import { importFile } from "../files/import-file";
import { UnreadableFile } from "../files/unreadable-file";
import { type ImportOptions, parseOptions } from "./options";
import { progressLine } from "./progress-line";
import { summary } from "./summary";
import { USAGE } from "./usage-text";

const UNAVAILABLE =
  "The database does not answer. What is recorded stays; run the same command again to go on.";

export interface ImportEnvironment {
  databaseUrl: string;
  /** Gets the summary, or the help. */
  stdout: NodeJS.WritableStream;
  /** Gets the progress, the rejected rows and errors. */
  stderr: Output;
  clock: () => Date;
}

/**
 * Records a CSV file of usage in a project; `--help` describes the options. Resolves to the exit code: 0
 * when every row of the file is recorded, 1 when a row was rejected or the import could not start or
 * finish.
 */
export async function runImport(
  argv: readonly string[],
  environment: ImportEnvironment,
): Promise<number> {
  return runCommand(environment.stderr, UNAVAILABLE, async (screen) => {
    const options = parseOptions(argv);
    if (options) return await importInto(options, environment, screen);
    environment.stdout.write(USAGE);
    return 0;
  });
}

async function importInto(
  { file: path, projectId, mapping, prices }: ImportOptions,
  { databaseUrl, stdout, clock }: ImportEnvironment,
  screen: Screen,
): Promise<number> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "import",
  });
  try {
    const { id, name, tenant } = await findProject(db, projectId);
    const { totals, stoppedBy } = await importFile({
      db: tenant,
      projectId: id,
      clock,
      path,
      mapping,
      prices,
      onProgress: (progress) => screen.show(() => progressLine(progress())),
      onRejected: (line, reason) => screen.say(`line ${line}: ${reason}`),
    });
    screen.clear();
    if (totals.rowsRead > 0) stdout.write(summary(totals, name));
    if (stoppedBy) screen.say(stoppedBy.message);
    return stoppedBy || totals.rejected > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof UnreadableFile) throw new CommandRefusal(error.message);
    throw error;
  } finally {
    screen.clear();
    await close();
  }
}
