// This program decides about all alerts ten times a second and delivers them. Its arguments are the URL of the
// database, the secret of the channels, the time of the decisions, and the URL of a mail server for the alerts
// of people, if they get any.
import { alertWatch } from "@ai-cost/budgets";
import { createDatabase } from "@ai-cost/db";
import { mailWorker, projectWorker } from "@ai-cost/notifications";

const [databaseUrl = "", secret = "", now = "", smtpUrl = ""] = process.argv.slice(2);
const { db } = createDatabase(databaseUrl);
const say = (message: string, fields: object) => console.log(message, JSON.stringify(fields));
const log = { warn: say, error: say };
const publicUrl = "https://cost.example.com";
const messages = projectWorker({
  db,
  mail: null,
  secret,
  allowPrivate: true,
  publicUrl,
  log,
  times: { pollMs: 100, deliveryMs: 1_000 },
});
const mailFrom = { name: "AI Cost", address: "ai-cost@example.com" };
const mailTimes = { pollMs: 100, deliveryMs: 1_000 };
alertWatch({
  db,
  clock: () => new Date(now),
  publicUrl,
  mail: smtpUrl ? mailWorker({ db, smtpUrl, mailFrom, secret, log, times: mailTimes }) : null,
  wake: messages.wake,
  log,
  times: { sweepMs: 100, pauseMs: 1 },
});
// The timers of both do not keep a process alive.
setInterval(() => {}, 60_000);
