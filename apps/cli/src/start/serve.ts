import { CHECKOUT, postgresFolder } from "@ai-cost/command";
import { type AcquiredDatabase, acquireDatabase, recreateDatabase } from "@ai-cost/local-postgres";
import { checkPort, startWebServer, storedAuthSecret, type WebServer } from "@ai-cost/web-server";
import { type Environment, parseEnvironment } from "@ai-cost/web-server/environment";
import type { CommandContext } from "../command-line/context";
import { migrateAcquired, ownerUrlOf } from "../database/migrate-acquired";
import { completeLedger } from "./complete-ledger";
import { loadDemoData } from "./load-demo-data";
import { mailLine } from "./mail-line";
import { ownSpendHint } from "./own-spend-hint";
import { refuseUnsafeDatabase } from "./refuse-unsafe-database";

/** The processes that have been started so far. They are stopped in the reverse order. */
interface Started {
  database?: Promise<AcquiredDatabase>;
  web?: Promise<WebServer>;
  backfill?: { stop(): Promise<void> };
}

/**
 * Serves the production build until this process is asked to stop. If `freshDataFolder` is given, its
 * embedded database is emptied first. Returns 0 if the server was ready and then stopped by a signal, 1
 * if the server or its database died, and the exit code of the signal if the signal came before the
 * server was ready.
 */
export async function serve(
  context: CommandContext,
  freshDataFolder: string | undefined,
): Promise<number> {
  const settings = parseEnvironment(context.environment);
  const started: Started = {};
  const stopped = context.stopRequest();
  try {
    const serving = await Promise.race([
      start(context, settings, freshDataFolder, started),
      stopped,
    ]);
    if ("exitCode" in serving) return serving.exitCode;
    const end = await Promise.race([serving.died, stopped]);
    if (typeof end !== "string") return 0;
    context.progress.say(end);
    return 1;
  } finally {
    await stop(started);
  }
}

/**
 * Resolves when the server is ready. `died` resolves with a sentence when the server or its database has
 * ended.
 */
async function start(
  context: CommandContext,
  settings: Environment,
  freshDataFolder: string | undefined,
  started: Started,
): Promise<{ died: Promise<string> }> {
  const { environment, progress, print, buildApp } = context;
  await checkPort(settings.port, settings.host);
  let onLost = (_error: Error) => {};
  const lost = new Promise<string>((resolve) => {
    onLost = ({ message }) => resolve(message);
  });
  const embedded = { folder: postgresFolder(freshDataFolder), onProgress: progress.say, onLost };
  const acquiring = acquireDatabase(environment, embedded);
  started.database = acquiring;
  const database = await progress.step("Starting the database", () => acquiring);
  const { url, embeddedFolder } = database;
  if (freshDataFolder) await recreateDatabase(url);
  await progress.step("Migrating the database", () => migrateAcquired(url, environment));
  await refuseUnsafeDatabase(url, settings);
  const emptyProjectId = embeddedFolder ? await loadDemoData(url, embeddedFolder, progress) : null;
  await buildApp(progress);
  const starting = startWebServer(CHECKOUT, serverEnvironment(environment, settings, database));
  started.web = starting;
  const web = await progress.step("Starting the web server", () => starting);
  print(`Ready on ${settings.publicUrl}`);
  print(mailLine(settings));
  started.backfill = completeLedger(ownerUrlOf(url, environment), progress.say);
  const hint = ownSpendHint(context, emptyProjectId);
  if (hint !== null) print(hint);
  return { died: Promise.race([web.died, lost]) };
}

/**
 * Returns the variables for the app. The app offers the demo accounts if EMBEDDED_DATABASE_URL is set and
 * DATABASE_URL is not.
 */
function serverEnvironment(
  { DATABASE_URL: _, EMBEDDED_DATABASE_URL: __, ...environment }: NodeJS.ProcessEnv,
  settings: Environment,
  { embeddedFolder, url }: AcquiredDatabase,
): NodeJS.ProcessEnv {
  return {
    ...environment,
    ...(embeddedFolder ? { EMBEDDED_DATABASE_URL: url } : { DATABASE_URL: url }),
    AUTH_SECRET: settings.authSecret ?? storedAuthSecret(embeddedFolder ?? ""),
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
  };
}

async function stop({ web, database, backfill }: Started): Promise<void> {
  await backfill?.stop();
  await web?.then(({ stop }) => stop()).catch(() => {});
  await database?.then(({ release }) => release()).catch(() => {});
}
