import { CHECKOUT, postgresFolder } from "@ai-cost/command";
import { type AcquiredDatabase, acquireDatabase, recreateDatabase } from "@ai-cost/local-postgres";
import { checkPort, startWebServer, storedAuthSecret, type WebServer } from "@ai-cost/web-server";
import { type Environment, parseEnvironment } from "@ai-cost/web-server/environment";
import type { CommandContext } from "../command-line/context";
import { migrateAcquired } from "../database/migrate-acquired";
import { loadDemoData } from "./load-demo-data";
import { refuseUnsafeDatabase } from "./refuse-unsafe-database";

/** What has been started so far. It is stopped in reverse order. */
interface Started {
  database?: Promise<AcquiredDatabase>;
  web?: Promise<WebServer>;
}

/**
 * Serves the production build until this process must stop. `freshDataFolder` holds an embedded
 * database that is emptied first. Returns 0 if it was stopped while it served, 1 if the server or its
 * database died, and the signal's exit code if it was stopped before it served.
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

/** Resolves when the server is ready. `died` resolves with a sentence when it or its database ends. */
async function start(
  { environment, progress, print, buildApp }: CommandContext,
  settings: Environment,
  freshDataFolder: string | undefined,
  started: Started,
): Promise<{ died: Promise<string> }> {
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
  if (embeddedFolder) await loadDemoData(url, embeddedFolder, progress);
  await buildApp(progress);
  const starting = startWebServer(CHECKOUT, serverEnvironment(environment, settings, database));
  started.web = starting;
  const web = await progress.step("Starting the web server", () => starting);
  print(`Ready on ${settings.publicUrl}`);
  return { died: Promise.race([web.died, lost]) };
}

/** The app offers the demo people when EMBEDDED_DATABASE_URL is set and DATABASE_URL is not. */
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

async function stop({ web, database }: Started): Promise<void> {
  await web?.then(({ stop }) => stop()).catch(() => {});
  await database?.then(({ release }) => release()).catch(() => {});
}
