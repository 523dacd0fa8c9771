import { setTimeout as sleep } from "node:timers/promises";
import { type AlertChannelKind, alertChannels, projectOutbox } from "@ai-cost/db";
import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { asc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ChannelTarget, sealTarget, withNewSecret } from "./channels/channel-target";
import { newWebhookSecret } from "./channels/sign-webhook";
import { enqueueForProject, type ProjectMessage } from "./outbox/enqueue-messages";
import { type ProjectWorker, type ProjectWorkerOptions, projectWorker } from "./project-worker";
import { startMailServer } from "./testing/mail-server";
import { makeChannel as insertChannel } from "./testing/make-channel";
import {
  type Answer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "./testing/webhook-receiver";

const SECRET = "a secret of the test that is long enough";
const { db, sql, app, tenantOf } = await emptyDatabase();
const log = { warn: vi.fn(), error: vi.fn() };

const opened: { stop(): Promise<void> }[] = [];
let projectId = "";
beforeEach(async () => {
  projectId = await makeProject(db);
});
afterEach(async () => {
  for (const { stop } of opened.splice(0).reverse()) await stop();
  await db.delete(projectOutbox);
});

async function openReceiver(answer?: Answer): Promise<WebhookReceiver> {
  const receiver = await startWebhookReceiver(answer);
  opened.push({ stop: receiver.close });
  return receiver;
}

/** Starts a worker that looks for messages at its start and when it is woken. */
function openWorker(options: Partial<ProjectWorkerOptions> = {}): ProjectWorker {
  const worker = projectWorker({
    db: app.db,
    mail: null,
    secret: SECRET,
    allowPrivate: true,
    publicUrl: "https://cost.example.com",
    log,
    times: { pollMs: 3_600_000 },
    ...options,
  });
  opened.push(worker);
  return worker;
}

const makeChannel = (
  url: string,
  { kind = "webhook", secrets = [] }: { kind?: AlertChannelKind; secrets?: string[] } = {},
) => insertChannel(db, { projectId, kind }, { secret: SECRET, target: { url, secrets } });

const messageTo = (receiver: ProjectMessage["receiver"], content: object = { n: 1 }) => ({
  kind: "a.kind",
  receiver,
  content: JSON.stringify(content),
});

const enqueue = (messages: ProjectMessage[], ofProject = projectId) =>
  tenantOf(ofProject).write((tx) => enqueueForProject(tx, ofProject, messages, new Date()));

/** An e-mail with characters that are markup in HTML. */
const MAIL = {
  subject: "80 %",
  paragraphs: ["<reached>"],
  link: { label: "Open", url: "https://cost.example.com/x?a=1&b=2" },
  notes: [],
};

const rows = () => db.select().from(projectOutbox).orderBy(asc(projectOutbox.id));
const untilRow = (expected: object) =>
  vi.waitFor(async () => expect((await rows())[0]).toMatchObject(expected), 10_000);
/** Makes every message due, as if its pause were over. Its last failure is forgotten, so that a new one shows. */
const passTime = () => sql`
  update project_outbox set next_attempt_at = now() - interval '1 second', last_error = null
  where next_attempt_at is not null`;

test("a webhook arrives with a signature that the package of Standard Webhooks verifies", async () => {
  const secret = newWebhookSecret();
  const { url, received } = await openReceiver();
  const channelId = await makeChannel(url, { secrets: [secret] });
  const [id] = await enqueue([messageTo({ channelId }, { type: "a.kind", data: {} })]);
  openWorker().wake(projectId);
  await untilRow({ deliveredAt: expect.any(Date), nextAttemptAt: null, attempts: 1 });
  const [request] = received;
  const headers = request?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(request?.body ?? "", headers)).toEqual({
    type: "a.kind",
    data: {},
  });
  expect(headers["webhook-id"]).toBe(id);
});

test("Slack gets the payload as it is, without a signature", async () => {
  const { url, received } = await openReceiver((response) => response.writeHead(200).end("ok"));
  const channelId = await makeChannel(url, { kind: "slack" });
  await enqueue([messageTo({ channelId }, { text: "hello", blocks: [] })]);
  openWorker().wake(projectId);
  await untilRow({ deliveredAt: expect.any(Date) });
  expect(received[0]?.body).toBe('{"text":"hello","blocks":[]}');
  expect(received[0]?.headers).not.toHaveProperty("webhook-signature");
});

test("an e-mail goes to the mail server", async () => {
  const server = await startMailServer();
  opened.push({ stop: server.close });
  await enqueue([messageTo({ recipient: "ada@example.com" }, MAIL)]);
  const from = { name: "AI Cost", address: "ai-cost@example.com" };
  openWorker({ mail: { smtpUrl: `smtp://127.0.0.1:${server.port}`, from } });
  expect(await server.message()).toMatchObject({
    subject: "80 %",
    envelope: { from: "ai-cost@example.com", to: ["ada@example.com"] },
    messageId: `<${(await rows())[0]?.id}@example.com>`,
    text: expect.stringContaining("<reached>\n\nOpen:\nhttps://cost.example.com/x?a=1&b=2"),
    html: expect.stringMatching(
      /<p>&lt;reached&gt;<\/p>[\s\S]*href="https:\/\/cost.example.com\/x\?a=1&amp;b=2"/,
    ),
    source: expect.stringMatching(
      /^Auto-Submitted: auto-generated\r$[\s\S]*multipart\/alternative/m,
    ),
  });
});

test("a message of a transaction that is rolled back is never sent", async () => {
  const { url, received } = await openReceiver();
  const channelId = await makeChannel(url);
  const worker = openWorker();
  const work = tenantOf(projectId).write(async (tx) => {
    await enqueueForProject(tx, projectId, [messageTo({ channelId }, { n: 1 })], new Date());
    throw new Error("rolled back");
  });
  await expect(work).rejects.toThrow("rolled back");
  await enqueue([messageTo({ channelId }, { n: 2 })]);
  worker.wake(projectId);
  await untilRow({ deliveredAt: expect.any(Date) });
  expect(received.map(({ body }) => body)).toEqual(['{"n":2}']);
});

test("each attempt is verified with both secrets while one replaces the other, and then with the new one", async () => {
  const { url, received } = await openReceiver((response) => response.writeHead(500).end());
  const [before, after] = [newWebhookSecret(), newWebhookSecret()];
  const channelId = await makeChannel(url, { secrets: [before] });
  const seal = (target: ChannelTarget) =>
    db
      .update(alertChannels)
      .set({ sealedTarget: sealTarget(SECRET, { projectId, id: channelId }, target) })
      .where(eq(alertChannels.id, channelId));
  const rotating = withNewSecret({ url, secrets: [before] }, after, new Date()).target;
  const rotated = { ...rotating, allUntil: new Date(0).toISOString() };
  const [id] = await enqueue([messageTo({ channelId })]);
  const worker = openWorker();
  const phases = [
    { target: { url, secrets: [before] }, verifying: [before], others: [after] },
    { target: rotating, verifying: [before, after], others: [] },
    { target: rotated, verifying: [after], others: [before] },
  ];
  let attempts = 0;
  for (const { target, verifying, others } of [...phases, ...phases, ...phases]) {
    attempts += 1;
    await seal(target);
    await passTime();
    worker.wake(projectId);
    await untilRow({ attempts, lastError: "answered 500" });
    const { body = "", headers } = received.at(-1) ?? {};
    const signed = headers as Record<string, string>;
    expect(signed["webhook-id"]).toBe(id);
    for (const secret of verifying)
      expect(new Webhook(secret).verify(body, signed)).toEqual({ n: 1 });
    for (const secret of others) expect(() => new Webhook(secret).verify(body, signed)).toThrow();
  }
  expect(received).toHaveLength(attempts);
});

test("a failure is tried again with the same id, and at last given up", async () => {
  const { url, received } = await openReceiver((response) => response.writeHead(500).end());
  const channelId = await makeChannel(url);
  await enqueue([messageTo({ channelId })]);
  const worker = openWorker();
  for (let attempts = 1; attempts <= 10; attempts += 1) {
    worker.wake(projectId);
    await untilRow({ attempts, lastError: "answered 500" });
    await passTime();
  }
  worker.wake(projectId);
  await sleep(100);
  expect(received).toHaveLength(10);
  expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect((await rows())[0]).toMatchObject({ deliveredAt: null, nextAttemptAt: null });
});

test("a receiver that is busy is left alone as long as it asks", async () => {
  const { url } = await openReceiver((response) =>
    response.writeHead(429, { "retry-after": "600" }).end(),
  );
  await enqueue([messageTo({ channelId: await makeChannel(url) })]);
  openWorker();
  await untilRow({ lastError: "answered 429" });
  const [row] = await rows();
  expect(row?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 590_000);
});

test("410 ends the channel, and its other messages are given up unsent", async () => {
  const { url, received } = await openReceiver((response) => response.writeHead(410).end());
  const channelId = await makeChannel(url);
  await enqueue([messageTo({ channelId })]);
  const worker = openWorker();
  await untilRow({ lastError: "answered 410", nextAttemptAt: null });
  await enqueue([messageTo({ channelId })]);
  worker.wake(projectId);
  await vi.waitFor(async () =>
    expect((await rows())[1]).toMatchObject({ lastError: "the channel has ended" }),
  );
  expect(received).toHaveLength(1);
  const [channel] = await db.select().from(alertChannels).where(eq(alertChannels.id, channelId));
  expect(channel?.endedAt).toBeInstanceOf(Date);
});

test("410 of an earlier target does not end a channel that has a new one", async () => {
  const { url } = await openReceiver(async (response) => {
    await db.update(alertChannels).set({ sealedTarget: "new" }).where(eq(alertChannels.id, id));
    response.writeHead(410).end();
  });
  const id = await makeChannel(url);
  await enqueue([messageTo({ channelId: id })]);
  openWorker();
  await untilRow({ nextAttemptAt: null, lastError: "answered 410" });
  const [channel] = await db.select().from(alertChannels).where(eq(alertChannels.id, id));
  expect(channel).toMatchObject({ endedAt: null, endReason: null });
});

test("a private address is not connected to without permission", async () => {
  const { url, received } = await openReceiver();
  await enqueue([messageTo({ channelId: await makeChannel(url.replace("http:", "https:")) })]);
  openWorker({ allowPrivate: false });
  await untilRow({ lastError: "the receiver's address is not public", nextAttemptAt: null });
  expect(received).toEqual([]);
});

test("three workers send a hundred messages once each", async () => {
  const { url, received } = await openReceiver();
  const channelId = await makeChannel(url);
  await enqueue(Array.from({ length: 100 }, (_, n) => messageTo({ channelId }, { n })));
  for (let n = 0; n < 3; n += 1) openWorker().wake(projectId);
  await vi.waitFor(() => expect(received).toHaveLength(100), 20_000);
  await sleep(100);
  expect(new Set(received.map(({ body }) => body)).size).toBe(100);
  expect(received).toHaveLength(100);
});

test("receivers of many projects that hang hold up no other project", async () => {
  const hanging = await openReceiver(() => {});
  const worker = openWorker({ times: { pollMs: 3_600_000, stopMs: 0 } });
  for (let project = 0; project < 20; project += 1) {
    projectId = await makeProject(db);
    const channelId = await makeChannel(hanging.url);
    await enqueue(Array.from({ length: 5 }, () => messageTo({ channelId })));
    worker.wake(projectId);
  }
  // Two of each project.
  await vi.waitFor(() => expect(hanging.mostWaiting()).toBe(40), 10_000);
  projectId = await makeProject(db);
  const { url, received } = await openReceiver();
  await enqueue([messageTo({ channelId: await makeChannel(url) })]);
  worker.wake(projectId);
  await vi.waitFor(() => expect(received).toHaveLength(1), 5_000);
  expect(hanging.mostWaiting()).toBe(40);
});

/** Makes a project that the person with this id owns. */
async function makeProjectOf(userId: string): Promise<string> {
  const id = await makeProject(db);
  await sql`insert into users (id, name, email, created_at, updated_at)
    values (${userId}, '', ${`${userId}@example.com`}, now(), now())
    on conflict do nothing`;
  await sql`insert into memberships (project_id, user_id, role, created_at)
    values (${id}, ${userId}, 'owner', now())`;
  return id;
}

test("a person with many projects whose receivers hang holds up nobody else", async () => {
  const hanging = await openReceiver(() => {});
  for (let project = 0; project < 120; project += 1) {
    projectId = await makeProjectOf("somebody");
    const channelId = await makeChannel(hanging.url);
    await enqueue([messageTo({ channelId }), messageTo({ channelId })]);
  }
  // Started before, it could see a project that has no owner yet.
  const worker = openWorker({ times: { pollMs: 3_600_000, stopMs: 0 } });
  await vi.waitFor(() => expect(hanging.mostWaiting()).toBe(40), 10_000);
  projectId = await makeProjectOf("somebody-else");
  const { url, received } = await openReceiver();
  await enqueue([messageTo({ channelId: await makeChannel(url) })]);
  worker.wake(projectId);
  await vi.waitFor(() => expect(received).toHaveLength(1), 5_000);
  expect(hanging.mostWaiting()).toBe(40);
});

test("a mail server that hangs holds up no webhook", async () => {
  const server = await startMailServer({ onConnect() {} });
  opened.push({ stop: server.close });
  const from = { name: "", address: "ai-cost@example.com" };
  const worker = openWorker({
    mail: { smtpUrl: `smtp://127.0.0.1:${server.port}`, from },
    times: { pollMs: 3_600_000, stopMs: 0 },
  });
  const mails = ["ada@example.com", "bob@example.com"].map((recipient) =>
    messageTo({ recipient }, MAIL),
  );
  for (let project = 0; project < 120; project += 1) {
    projectId = await makeProject(db);
    await enqueue(mails);
    worker.wake(projectId);
  }
  const { url, received } = await openReceiver();
  await enqueue([...mails, messageTo({ channelId: await makeChannel(url) })]);
  worker.wake(projectId);
  await vi.waitFor(() => expect(received).toHaveLength(1), 5_000);
});

test("no more than eight connections to the mail server are open", async () => {
  let open = 0;
  let most = 0;
  const server = await startMailServer({
    onConnect(_session, done) {
      open += 1;
      most = Math.max(most, open);
      setTimeout(done, 100);
    },
    onClose() {
      open -= 1;
    },
  });
  opened.push({ stop: server.close });
  const worker = openWorker({
    mail: {
      smtpUrl: `smtp://127.0.0.1:${server.port}`,
      from: { name: "", address: "ai-cost@example.com" },
    },
  });
  for (let project = 0; project < 30; project += 1) {
    projectId = await makeProject(db);
    await enqueue([messageTo({ recipient: "ada@example.com" }, MAIL)]);
    worker.wake(projectId);
  }
  await server.message(30);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

test("a project cannot send to the channel of another one", async () => {
  const { url, received } = await openReceiver();
  const channelId = await makeChannel(url);
  const strangerId = await makeProject(db);
  await expect(enqueue([messageTo({ channelId })], strangerId)).rejects.toThrow();
  expect(received).toEqual([]);
});
