import { type AlertWatch, alertWatch } from "@ai-cost/budgets";
import { createDatabase, WRITER_TIME_LIMITS } from "@ai-cost/db";
import { environment } from "@/env";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { perProcess } from "./per-process";
import { projectMessages } from "./project-messages";
import { onShutdown } from "./shutdown";

/** Decides about the alerts of budgets in this process. The first call starts it. */
export const alerts = (): AlertWatch => perProcess("alerts", start);

function start(): AlertWatch {
  const { databaseUrl, publicUrl } = environment();
  const { db, close } = createDatabase(databaseUrl, {
    applicationName: "ai-cost alerts",
    maxConnections: 2,
    timeLimits: WRITER_TIME_LIMITS,
    readsByIndex: true,
  });
  const watch = alertWatch({
    db,
    clock: () => new Date(),
    publicUrl,
    mail: mailer(),
    wake: (projectId) => projectMessages().wake(projectId),
    log,
  });
  onShutdown(async () => {
    await watch.stop();
    await close();
  });
  return watch;
}
