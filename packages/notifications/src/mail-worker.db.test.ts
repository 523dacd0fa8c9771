import { setTimeout as sleep } from "node:timers/promises";
import { accountOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test, vi } from "vitest";
import { MAX_ATTEMPTS } from "./delivery/retry-delay";
import type { MailMessage } from "./mail/mail-message";
import { type MailWorker, type MailWorkerOptions, mailWorker } from "./mail-worker";
import { type MailServer, refusal, startMailServer } from "./testing/mail-server";

const SECRET = "a secret of the test that is long enough";
const { db, sql, app } = await emptyDatabase();

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { stop } of opened.splice(0).reverse()) await stop();
  await db.delete(accountOutbox);
});

async function openServer(options?: SMTPServerOptions): Promise<MailServer> {
  const server = await startMailServer(options);
  opened.push({ stop: server.close });
  return server;
}

const log = { warn: vi.fn(), error: vi.fn() };
afterEach(() => {
  log.warn.mockClear();
  log.error.mockClear();
});

/** Starts a worker that looks for messages only when it is woken, unless `times` says otherwise. */
function openWorker(
  { port }: Pick<MailServer, "port">,
  { times, ...options }: Partial<MailWorkerOptions> = {},
): MailWorker {
  const worker = mailWorker({
    db: app.db,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
    secret: SECRET,
    log,
    times: { pollMs: 3_600_000, ...times },
    ...options,
  });
  opened.push(worker);
  return worker;
}

const mailTo = (recipient: string, more: Partial<MailMessage> = {}): MailMessage => ({
  kind: "invitation",
  recipient,
  subject: "An invitation",
  text: "The link is https://cost.example.com/invitations/inv_hidden",
  html: "<p>The link</p>",
  validUntil: new Date(Date.now() + 3_600_000),
  ...more,
});

/** Adds a message and wakes the worker after the commit. */
async function post(worker: MailWorker, message: MailMessage): Promise<void> {
  await app.db.transaction((tx) => worker.enqueue(tx, message));
  worker.wake();
}

const rows = () => db.select().from(accountOutbox).orderBy(accountOutbox.createdAt);
const onlyRow = async () => (await rows())[0];
/** Resolves when the only row of the outbox matches. */
const untilRow = (expected: object) =>
  vi.waitFor(async () => expect(await onlyRow()).toMatchObject(expected), 10_000);
/** Makes every message due, as if its pause were over. */
const passTime = () => sql`update account_outbox set next_attempt_at = now()
  where next_attempt_at is not null`;

test("a message is sent after its commit, and its content is deleted", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  await post(worker, mailTo("ada@example.com"));
  const mail = await server.message();
  expect(mail.envelope.to).toEqual(["ada@example.com"]);
  expect(mail.text).toContain("inv_hidden");
  await untilRow({ deliveredAt: expect.any(Date), nextAttemptAt: null, sealedMessage: null });
});

test("the outbox does not show the content of a message", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  await worker.enqueue(app.db, mailTo("ada@example.com"));
  const [row] = await rows();
  const stored = Buffer.from(row?.sealedMessage ?? "", "base64").toString("latin1");
  expect(stored.length).toBeGreaterThan(100);
  expect(`${JSON.stringify(row)}${stored}`).not.toMatch(/inv_hidden|An invitation/);
});

test("a message of a transaction that is rolled back is never sent", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  const work = app.db.transaction(async (tx) => {
    await worker.enqueue(tx, mailTo("never@example.com"));
    throw new Error("rolled back");
  });
  await expect(work).rejects.toThrow("rolled back");
  await post(worker, mailTo("ada@example.com"));
  await server.message();
  expect(server.received.map(({ envelope }) => envelope.to)).toEqual([["ada@example.com"]]);
});

test("a message that another process has added is found without a wake", async () => {
  const server = await openServer();
  const other = openWorker({ port: 1 });
  await other.stop();
  openWorker(server, { times: { pollMs: 50 } });
  await other.enqueue(app.db, mailTo("ada@example.com"));
  await server.message();
});

test("three workers send a hundred messages once each", async () => {
  const server = await openServer();
  const workers = [openWorker(server), openWorker(server), openWorker(server)];
  const [first] = workers;
  for (let i = 0; i < 100; i += 1) await first?.enqueue(app.db, mailTo(`p${i}@example.com`));
  for (const worker of workers) worker.wake();
  await server.message(100);
  await sleep(100);
  const recipients = server.received.map(({ envelope }) => envelope.to[0]);
  expect(recipients).toHaveLength(100);
  expect(new Set(recipients).size).toBe(100);
});

test("a failure for now is tried again after a pause, with the same message id", async () => {
  let isBusy = true;
  const server = await openServer({
    onRcptTo: ({ address }, _session, done) =>
      isBusy ? done(refusal(451, `4.7.1 <${address}>: later`)) : done(),
  });
  const worker = openWorker(server);
  await post(worker, mailTo("ada@example.com"));
  await untilRow({ attempts: 1, lastError: expect.stringMatching(/^EENVELOPE 451/) });
  const [row] = await rows();
  const pauseMs = (row?.nextAttemptAt?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0);
  expect(pauseMs).toBeGreaterThan(29_000);
  expect(pauseMs).toBeLessThan(60_000);
  isBusy = false;
  worker.wake();
  await sleep(100);
  expect(server.received).toEqual([]);
  await passTime();
  worker.wake();
  expect((await server.message()).messageId).toBe(`<${row?.id}@example.com>`);
});

test("a message that fails each time is given up after about a day, and its content is deleted", async () => {
  const server = await openServer({
    onConnect: (_session, done) => done(refusal(421, "too busy")),
  });
  const worker = openWorker(server);
  await post(worker, mailTo("ada@example.com"));
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
    await untilRow({ attempts: attempt, sealedMessage: expect.any(String) });
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalledTimes(attempt));
    await passTime();
    worker.wake();
  }
  await untilRow({ attempts: MAX_ATTEMPTS, sealedMessage: null, nextAttemptAt: null });
  expect(log.error.mock.calls).toEqual([
    [
      "an e-mail was given up",
      {
        mailId: expect.any(String),
        kind: "invitation",
        attempt: MAX_ATTEMPTS,
        reason: expect.stringMatching(/^E\w+ 421/),
      },
    ],
  ]);
});

test("a refused recipient is given up at once, and neither log nor row has the address or the text", async () => {
  const server = await openServer({
    onRcptTo: ({ address }, _session, done) => done(refusal(550, `5.1.1 <${address}>: unknown`)),
  });
  await post(openWorker(server), mailTo("ada@example.com"));
  await untilRow({ attempts: 1, nextAttemptAt: null, sealedMessage: null, deliveredAt: null });
  await vi.waitFor(() => expect(log.error).toHaveBeenCalled());
  const said = JSON.stringify([log.warn.mock.calls, log.error.mock.calls]);
  expect(said).toMatch(/given up.*EENVELOPE 550/);
  expect(said).not.toMatch(/ada@|inv_|unknown/);
  expect((await onlyRow())?.lastError).not.toContain("ada@");
});

test("messages that hang and messages that fail do not hold up others", async () => {
  const server = await openServer({
    onRcptTo({ address }, _session, done) {
      if (address.startsWith("hangs")) return;
      done(address.startsWith("fails") ? refusal(451, "later") : null);
    },
  });
  const worker = openWorker(server, { times: { stopMs: 0 } });
  for (const name of ["hangs-1", "fails-1", "hangs-2", "fails-2", "fails-3", "hangs-3"])
    await worker.enqueue(app.db, mailTo(`${name}@example.com`));
  for (let i = 0; i < 20; i += 1) await worker.enqueue(app.db, mailTo(`p${i}@example.com`));
  worker.wake();
  await vi.waitFor(() => expect(server.received).toHaveLength(20), 30_000);
});

test("a message whose link has expired is not sent", async () => {
  const server = await openServer();
  await post(openWorker(server), mailTo("ada@example.com", { validUntil: new Date(0) }));
  await untilRow({ nextAttemptAt: null, lastError: "its link has expired", sealedMessage: null });
  expect(server.received).toEqual([]);
});

test("a message that was encrypted with another secret is given up, and the next one is sent", async () => {
  const server = await openServer();
  const before = openWorker(server, { secret: `${SECRET} before` });
  await before.stop();
  await before.enqueue(app.db, mailTo("ada@example.com"));
  await post(openWorker(server), mailTo("bob@example.com"));
  expect((await server.message()).envelope.to).toEqual(["bob@example.com"]);
  await vi.waitFor(() => expect(log.error).toHaveBeenCalled());
  expect(log.error.mock.calls[0]?.[1]).toMatchObject({ reason: expect.stringMatching(/SECRET/) });
});

/** Adds a message and changes its row before the worker can see it. */
const enqueueAs = (worker: MailWorker, row: Partial<typeof accountOutbox.$inferInsert>) =>
  app.db.transaction(async (tx) => {
    await worker.enqueue(tx, mailTo("ada@example.com"));
    await tx.update(accountOutbox).set(row);
  });

test("a message whose content was moved to another recipient is not sent", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  await enqueueAs(worker, { recipient: "eve@example.com" });
  worker.wake();
  await untilRow({ nextAttemptAt: null, sealedMessage: null, deliveredAt: null });
  expect(server.received).toEqual([]);
});

test("a claim that a dead process has left ends by itself, and the message is sent", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  await enqueueAs(worker, { attempts: 1, nextAttemptAt: new Date(Date.now() + 1_000) });
  worker.wake();
  await sleep(200);
  expect(server.received).toEqual([]);
  await sleep(900);
  worker.wake();
  await server.message();
});

test("a message in which processes died again and again is given up", async () => {
  const server = await openServer();
  const worker = openWorker(server);
  await enqueueAs(worker, { attempts: MAX_ATTEMPTS });
  worker.wake();
  await untilRow({ nextAttemptAt: null, lastError: expect.stringMatching(/died/) });
  expect(server.received).toEqual([]);
});

test("stopping waits for a delivery that has begun, and starts no other", async () => {
  const accepts: (() => void)[] = [];
  const server = await openServer({ onRcptTo: (_a, _session, done) => void accepts.push(done) });
  const worker = openWorker(server);
  await post(worker, mailTo("ada@example.com"));
  await vi.waitFor(() => expect(accepts).toHaveLength(1), 10_000);
  const stopped = worker.stop();
  await post(worker, mailTo("bob@example.com"));
  accepts[0]?.();
  await stopped;
  expect((await rows()).map(({ deliveredAt }) => deliveredAt !== null)).toEqual([true, false]);
});

test("stopping ends a delivery that hangs, and the message is due again", async () => {
  const hanging = vi.fn();
  const server = await openServer({ onRcptTo: hanging });
  const worker = openWorker(server, { times: { stopMs: 100 } });
  await post(worker, mailTo("ada@example.com"));
  await vi.waitFor(() => expect(hanging).toHaveBeenCalled(), 10_000);
  await worker.stop();
  expect(await onlyRow()).toMatchObject({ deliveredAt: null, lastError: "EABORT" });
  expect((await onlyRow())?.nextAttemptAt).not.toBeNull();
});

test("an outbox that cannot be read is logged once", async () => {
  const server = await openServer();
  await sql`revoke update on account_outbox from ai_cost_app`;
  openWorker(server, { times: { pollMs: 20 } });
  await sleep(300);
  await sql`grant update on account_outbox to ai_cost_app`;
  expect(log.error).toHaveBeenCalledTimes(1);
});
