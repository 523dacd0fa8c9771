// This program decides about the alerts of all projects ten times a second and delivers them. Its arguments
// are the URL of the database, the secret of the channels, and the time of the decisions.
import { alertWatch } from "@ai-cost/budgets";
import { createDatabase } from "@ai-cost/db";
import { projectWorker } from "@ai-cost/notifications";

const [databaseUrl = "", secret = "", now = ""] = process.argv.slice(2);
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
alertWatch({
  db,
  clock: () => new Date(now),
  publicUrl,
  sendsMail: false,
  wake: messages.wake,
  log,
  times: { sweepMs: 100, pauseMs: 1 },
});
// The timers of both do not keep a process alive.
setInterval(() => {}, 60_000);
