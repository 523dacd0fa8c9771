import { fileURLToPath } from "node:url";
import { type StartedProcess, startProcess } from "@ai-cost/command/testing";
import { accountOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test, vi } from "vitest";
import { enqueueMail } from "./outbox/enqueue-mail";
import { CERTIFICATE_FILE, type MailServer, startMailServer } from "./testing/mail-server";

const SENDER = fileURLToPath(new URL("./testing/mail-process.ts", import.meta.url));
const SECRET = "a secret of the test that is long enough";
const { databaseUrl, app, db } = await emptyDatabase();

// The processes that a test starts trust the certificate of the mail server.
vi.stubEnv("NODE_EXTRA_CA_CERTS", CERTIFICATE_FILE);

const servers: MailServer[] = [];
const senders: StartedProcess[] = [];
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.kill()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await db.delete(accountOutbox);
});

async function openServer(options?: SMTPServerOptions): Promise<MailServer> {
  const server = await startMailServer(options);
  servers.push(server);
  return server;
}

function startSender(smtpUrl: string, deliveryMs = 30_000): StartedProcess {
  const sender = startProcess(SENDER, [databaseUrl, smtpUrl, SECRET, String(deliveryMs)]);
  senders.push(sender);
  return sender;
}

const enqueue = () =>
  enqueueMail(app.db, SECRET, {
    kind: "password_reset",
    recipient: "ada@example.com",
    subject: "A reset",
    text: "A link",
    html: "<p>A link</p>",
    validUntil: new Date(Date.now() + 3_600_000),
  });

/** Resolves when the outbox says that its only message was delivered. */
const untilDelivered = () =>
  vi.waitFor(
    async () => expect((await db.select().from(accountOutbox))[0]?.deliveredAt).not.toBeNull(),
    30_000,
  );

test("a message whose process is killed in the middle of it is sent by the next process", async () => {
  const receiving = vi.fn();
  const hanging = await openServer({ onData: receiving });
  await enqueue();
  const first = startSender(`smtp://127.0.0.1:${hanging.port}`, 2_000);
  await vi.waitFor(() => expect(receiving).toHaveBeenCalled(), 60_000);
  await first.kill();
  const server = await openServer();
  startSender(`smtp://127.0.0.1:${server.port}`);
  await server.message();
  await untilDelivered();
  expect(server.received).toHaveLength(1);
});

test.each<[string, string, SMTPServerOptions]>([
  ["encrypted from the start", "smtps", { secure: true }],
  ["encrypted by STARTTLS", "smtp", {}],
])("a password is sent over a connection that is %s", async (_, protocol, options) => {
  const logins: unknown[] = [];
  const server = await openServer({
    ...options,
    disabledCommands: [],
    onAuth({ username, password }, { secure }, done) {
      logins.push({ username, password, secure });
      done(null, { user: username ?? "" });
    },
  });
  await enqueue();
  startSender(`${protocol}://me:word@localhost:${server.port}`);
  await server.message();
  await untilDelivered();
  expect(logins).toEqual([{ username: "me", password: "word", secure: true }]);
});
