import { createProgress, type Progress, postgresFolder, stopRequest } from "@ai-cost/command";
import { acquireDatabase } from "@ai-cost/local-postgres";
import { migrateAcquired } from "./migrate-acquired";

export interface CommandInput {
  databaseUrl: string;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  clock: () => Date;
}

/**
 * Runs `work` on the current schema of the operator's database or of the checkout's embedded one,
 * whether that runs already or not; answers its exit code, or the signal's that cut it short.
 */
export const withDatabase = (work: (input: CommandInput) => Promise<number>): Promise<number> =>
  withDatabaseAsItIs("DATABASE_URL", async (input, progress) => {
    await progress.step("Migrating the database", () =>
      migrateAcquired(input.databaseUrl, process.env),
    );
    return work(input);
  });

/** The same without a migration, on the database that `variable` names. */
export async function withDatabaseAsItIs(
  variable: string,
  work: (input: CommandInput, progress: Progress) => Promise<number>,
): Promise<number> {
  const progress = createProgress();
  const stopped = stopRequest();
  const onLost = ({ message }: Error) => {
    console.error(message);
    process.exit(1);
  };
  const embedded = { folder: postgresFolder(), onProgress: progress.say, onLost };
  const acquiring = acquireDatabase(process.env, embedded, variable);
  try {
    const working = (async () => {
      const { url } = await progress.step("Starting the database", () => acquiring);
      const { stdout, stderr } = process;
      return work({ databaseUrl: url, stdout, stderr, clock: () => new Date() }, progress);
    })();
    const outcome = await Promise.race([working, stopped]);
    return typeof outcome === "number" ? outcome : outcome.exitCode;
  } finally {
    await acquiring.then(({ release }) => release()).catch(() => {});
  }
}
