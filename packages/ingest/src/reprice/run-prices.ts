import { createDatabase, type Database, openAsOperator } from "@ai-cost/db";
import { repriceProject } from "@ai-cost/pricing";
import { findProject } from "../command/find-project";
import { runCommand } from "../command/run-command";
import type { Output, Screen } from "../command/screen";
import { type RepriceRequest, readRequest, USAGE } from "./request";
import { summary } from "./summary";

const UNAVAILABLE =
  "The database does not answer. What is priced stays; run the same command again to go on.";

export interface PricesSurroundings {
  databaseUrl: string;
  /** Gets the summary, or the help. */
  stdout: NodeJS.WritableStream;
  /** Gets the progress, and what went wrong. */
  stderr: Output;
  clock: () => Date;
}

/**
 * The `prices` command; `--help` says how. Resolves to the exit code: 0 when every charge that could
 * be priced is, 1 when one was refused or the command could not begin or go on.
 */
export async function runPrices(
  argv: readonly string[],
  surroundings: PricesSurroundings,
): Promise<number> {
  return runCommand(surroundings.stderr, UNAVAILABLE, async (screen) => {
    const request = readRequest(argv);
    if (request) return await reprice(request, surroundings, screen);
    surroundings.stdout.write(USAGE);
    return 0;
  });
}

async function reprice(
  { projectId, isDryRun }: RepriceRequest,
  { databaseUrl, stdout, clock }: PricesSurroundings,
  screen: Screen,
): Promise<number> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "prices",
  });
  let refused = 0;
  try {
    for (const { id, name, tenant } of await selectProjects(db, projectId)) {
      const models = await repriceProject({
        db: tenant,
        projectId: id,
        clock,
        isDryRun,
        onProgress: (done, total) => screen.show(() => `${name}: ${done} of ${total} charges`),
        onProblem: (chargeId, problem) => {
          refused += 1;
          screen.say(`charge ${chargeId}: ${problem}`);
        },
      });
      screen.clear();
      stdout.write(summary(name, models, isDryRun));
    }
    return refused > 0 ? 1 : 0;
  } finally {
    screen.clear();
    await close();
  }
}

const selectProjects = async (db: Database, projectId: string | null) =>
  projectId === null ? openAsOperator(db, null) : [await findProject(db, projectId)];
