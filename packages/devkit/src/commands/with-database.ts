import { postgresFolder } from "../data-folder";
import { acquireDatabase } from "../postgres/acquire-database";
import { migrateAcquired } from "../postgres/migrate-acquired";
import { createProgress } from "../progress";
import { stopRequest } from "../stop-request";

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
export async function withDatabase(
  work: (input: CommandInput) => Promise<number>,
): Promise<number> {
  const progress = createProgress();
  const stopped = stopRequest();
  const acquiring = acquireDatabase(process.env, {
    folder: postgresFolder(),
    onProgress: progress.say,
    onLost: ({ message }) => {
      console.error(message);
      process.exit(1);
    },
  });
  try {
    const working = (async () => {
      const { url } = await progress.step("Starting the database", () => acquiring);
      await progress.step("Migrating the database", () => migrateAcquired(url, process.env));
      const { stdout, stderr } = process;
      return work({ databaseUrl: url, stdout, stderr, clock: () => new Date() });
    })();
    const outcome = await Promise.race([working, stopped]);
    return typeof outcome === "number" ? outcome : outcome.exitCode;
  } finally {
    await acquiring.then(({ release }) => release()).catch(() => {});
  }
}
