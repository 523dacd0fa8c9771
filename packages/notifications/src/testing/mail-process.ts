// This program sends the mail of an outbox. Its arguments are the URL of the database, the URL of the mail
// server, the secret, and the longest time of a delivery in milliseconds.
import { createDatabase } from "@ai-cost/db";
import { mailWorker } from "../mail-worker";

const [databaseUrl = "", smtpUrl = "", secret = "", deliveryMs = ""] = process.argv.slice(2);
const { db } = createDatabase(databaseUrl);
const say = (message: string, fields: object) => console.log(message, JSON.stringify(fields));
mailWorker({
  db,
  smtpUrl,
  mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
  secret,
  log: { warn: say, error: say },
  times: { pollMs: 100, deliveryMs: Number(deliveryMs) },
});
// The worker's own timer does not keep a process alive.
setInterval(() => {}, 60_000);
