import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  CHECKOUT,
  createProgress,
  type Progress,
  postgresFolder,
  stopRequest,
  takeLock,
} from "@ai-cost/command";
import { type AcquiredDatabase, acquireDatabase, recreateDatabase } from "@ai-cost/local-postgres";
import { type Environment, parseEnvironment } from "@ai-cost/web/env";
import {
  buildApp,
  checkPort,
  keptAuthSecret,
  startWebServer,
  type WebServer,
} from "@ai-cost/web-server";
import { migrateAcquired } from "./migrate-acquired";
import { refuseUnfit } from "./refuse-unfit";

/** What is running so far, taken down in reverse when the command leaves. */
interface Running {
  database?: Promise<AcquiredDatabase>;
  web?: Promise<WebServer>;
}

/**
 * Serves the production build until it is asked to stop. `--fresh-data FOLDER`, for tests, keeps an
 * embedded database there and begins with an empty one. Answers 0 after a clean stop, 1 when the
 * server or its database died.
 */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { "fresh-data": { type: "string" } } });
  const freshData = values["fresh-data"] && resolve(values["fresh-data"]);
  const settings = parseEnvironment(process.env);
  const running: Running = {};
  const stopped = stopRequest();
  try {
    const served = serve(settings, freshData, running);
    const outcome = await Promise.race([served, stopped]);
    if ("exitCode" in outcome) return outcome.exitCode;
    const end = await Promise.race([outcome.died, stopped]);
    if (typeof end !== "string") return 0;
    console.error(end);
    return 1;
  } finally {
    await takeDown(running);
  }
}

interface Served {
  died: Promise<string>;
}

async function serve(
  settings: Environment,
  freshData: string | undefined,
  running: Running,
): Promise<Served> {
  const progress = createProgress();
  await checkPort(settings.port, settings.host);
  let sayLost = (_error: Error) => {};
  const lost = new Promise<string>((resolve) => {
    sayLost = ({ message }) => resolve(message);
  });
  running.database = acquireDatabase(process.env, {
    folder: postgresFolder(freshData),
    onProgress: progress.say,
    onLost: sayLost,
  });
  const acquiring = running.database;
  const database = await progress.step("Starting the database", () => acquiring);
  if (freshData) await recreateDatabase(database.url);
  await progress.step("Migrating the database", () => migrateAcquired(database.url, process.env));
  await refuseUnfit(database.url, settings);
  if (database.embeddedFolder) await tellDemoStory(database.url, database.embeddedFolder, progress);
  await buildApp(CHECKOUT, progress);
  running.web = startWebServer(CHECKOUT, webEnvironment(settings, database));
  const starting = running.web;
  const web = await progress.step("Starting the web server", () => starting);
  console.log(`Ready on ${settings.publicUrl}`);
  return { died: Promise.race([web.died, lost]) };
}

/** The loader returns at once when the story is there and goes on where a killed one stopped. */
async function tellDemoStory(
  databaseUrl: string,
  folder: string,
  progress: Progress,
): Promise<void> {
  const { loadDemoStory } = await import("@ai-cost/demo");
  const release = await takeLock(`demo:${folder}`);
  try {
    await progress.step("Loading the demo story", () =>
      loadDemoStory({ databaseUrl, now: new Date(), onProgress: progress.say }),
    );
  } finally {
    release();
  }
}

/** The app offers the demo people where EMBEDDED_DATABASE_URL is set and DATABASE_URL is not. */
function webEnvironment(settings: Environment, database: AcquiredDatabase): NodeJS.ProcessEnv {
  const { embeddedFolder, url } = database;
  const { DATABASE_URL: _, EMBEDDED_DATABASE_URL: __, ...rest } = process.env;
  return {
    ...rest,
    ...(embeddedFolder ? { EMBEDDED_DATABASE_URL: url } : { DATABASE_URL: url }),
    AUTH_SECRET: settings.authSecret ?? keptAuthSecret(embeddedFolder ?? ""),
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
  };
}

async function takeDown({ web, database }: Running): Promise<void> {
  await web?.then(({ stop }) => stop()).catch(() => {});
  await database?.then(({ release }) => release()).catch(() => {});
}
