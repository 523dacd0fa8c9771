import { createDatabase, WRITER_TIME_LIMITS } from "@ai-cost/db";
import { type Mailer, mailWorker } from "@ai-cost/notifications";
import { environment } from "@/env";
import { log } from "./log/log";
import { perProcess } from "./per-process";
import { onShutdown } from "./shutdown";

/** Sends the e-mail of this process; null if no mail server is configured. The first call starts it. */
export const mailer = (): Mailer | null => perProcess("mailer", startMailer);

function startMailer(): Mailer | null {
  const { databaseUrl, authSecret: secret, mail } = environment();
  if (!mail) return null;
  const { db, close } = createDatabase(databaseUrl, {
    applicationName: "ai-cost mail",
    maxConnections: 2,
    timeLimits: WRITER_TIME_LIMITS,
  });
  const worker = mailWorker({ db, smtpUrl: mail.smtpUrl, mailFrom: mail.from, secret, log });
  onShutdown(async () => {
    await worker.stop();
    await close();
  });
  return worker;
}
