import { createDatabase, WRITER_TIME_LIMITS } from "@ai-cost/db";
import { type ProjectWorker, projectWorker } from "@ai-cost/notifications";
import { environment } from "@/env";
import { log } from "./log/log";
import { perProcess } from "./per-process";
import { onShutdown } from "./shutdown";

/** Delivers the messages of projects, such as alerts, in this process. The first call starts it. */
export const projectMessages = (): ProjectWorker => perProcess("project messages", start);

function start(): ProjectWorker {
  const { databaseUrl, authSecret: secret, mail, publicUrl, ...settings } = environment();
  const { db, close } = createDatabase(databaseUrl, {
    applicationName: "ai-cost messages",
    maxConnections: 2,
    timeLimits: WRITER_TIME_LIMITS,
  });
  const allowPrivate = settings.allowsPrivateWebhooks;
  const worker = projectWorker({ db, mail, secret, publicUrl, allowPrivate, log });
  onShutdown(async () => {
    await worker.stop();
    await close();
  });
  return worker;
}
