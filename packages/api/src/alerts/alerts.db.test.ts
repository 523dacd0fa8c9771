import { alertWatch } from "@ai-cost/budgets";
import { type AlertKind, alertChannels, alerts, newId, projectOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { mailWorker, type ProjectWorker, projectWorker } from "@ai-cost/notifications";
import {
  type MailServer,
  startMailServer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "@ai-cost/notifications/testing";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  confirmAddress,
  createCaller,
  readChannelLink,
  type SessionUser,
  unsubscribeAddress,
} from "../index";
import { contextOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { AUTH_SECRET } from "../testing/context-settings";
import { type Fixture, insertFixture } from "../testing/fixture";

const { app, db, sql, tenantOf } = await emptyDatabase();
const publicUrl = "https://cost.example.com";
const from = { name: "AI Cost", address: "ai-cost@example.com" };
const log = { warn: vi.fn(), error: vi.fn() };
/** Links in e-mails are valid by the computer's clock. */
const now = new Date();

let smtp: MailServer;
let worker: ProjectWorker;
let mailer: ReturnType<typeof mailWorker>;
let receiver: WebhookReceiver;
/** What the receiver answers. */
let status = 204;
beforeAll(async () => {
  smtp = await startMailServer();
  const smtpUrl = `smtp://127.0.0.1:${smtp.port}`;
  const times = { pollMs: 3_600_000 };
  const common = { db: app.db, secret: AUTH_SECRET, log, times };
  worker = projectWorker({ ...common, mail: { smtpUrl, from }, allowPrivate: true, publicUrl });
  mailer = mailWorker({ ...common, smtpUrl, mailFrom: from });
  receiver = await startWebhookReceiver((response) => response.writeHead(status).end());
});
afterAll(async () => {
  await worker.stop();
  await mailer.stop();
  await receiver.close();
  await smtp.close();
});

let fixture: Fixture;
let projectId: string;
beforeEach(async () => {
  status = 204;
  receiver.received.splice(0);
  smtp.received.splice(0);
  fixture = await insertFixture(db);
  projectId = fixture.projectId;
});

const contextAs = (user: SessionUser | null, at = now) => ({
  ...contextOf(app.db, user, at),
  alerts: worker,
  mail: mailer,
});
const as = (user: SessionUser = fixture.owner, at = now) => createCaller(contextAs(user, at));
const addWebhook = (name = "Ops") =>
  as().alerts.addChannel({ projectId, kind: "webhook", target: `${receiver.url}/hook`, name });
const channelOf = async (channelId: string) => {
  const { channels } = await as().alerts.channels({ projectId });
  const found = channels.find((channel) => channel.channelId === channelId);
  if (!found) throw new Error("there is no such channel");
  return found;
};
const untilChannel = (channelId: string, expected: object) =>
  vi.waitFor(async () => expect(await channelOf(channelId)).toMatchObject(expected), 30_000);

/** Spends 85 of 100 dollars, and looks at the budgets of the project once. */
async function reach80(settings: object = {}): Promise<void> {
  await as().budgets.set({ projectId, scope: { kind: "project" }, limitDollars: 100, ...settings });
  await recordCharges(tenantOf, projectId, [
    { amountMicroUsd: 85_000_000n, at: now.toISOString() },
  ]);
  const watch = alertWatch({
    db: app.db,
    clock: () => now,
    publicUrl,
    mail: mailer,
    wake: worker.wake,
    log,
    times: { sweepMs: 3_600_000, pauseMs: 1 },
  });
  watch.notice(projectId);
  await watch.stop();
}

const logged = async () => {
  const [alert] = await as().alerts.list({ projectId });
  if (!alert) throw new Error("there is no alert");
  return alert;
};
/** The names of the receivers of the newest alert. */
const receiversOfLast = async () => (await logged()).messages.map(({ name }) => name).sort();
const managers = () => [fixture.owner.email, fixture.admin.email].sort();

test("the channel of the owners and admins exists without a row, on and for every kind", async () => {
  const { mail, channels } = await as(fixture.member).alerts.channels({ projectId });
  expect(mail).toEqual({ configured: true, recipients: managers() });
  expect(channels).toEqual([
    {
      channelId: projectId,
      isManagers: true,
      kind: "email",
      name: "",
      target: null,
      isOn: true,
      alertKinds: ["threshold", "forecast", "channelBroken"],
      state: "working",
      endReason: null,
      secretsUntil: null,
      lastDelivery: null,
    },
  ]);
});

test("a webhook's secret is shown once, and verifies a test", async () => {
  const { channelId, secret } = await addWebhook();
  await as().alerts.testChannel({ projectId, channelId });
  await untilChannel(channelId, {
    target: `${receiver.url}/hook`,
    state: "working",
    lastDelivery: { state: "delivered", what: "test", attempt: 1, maxAttempts: 1, recipients: 1 },
  });
  const [request] = receiver.received;
  const headers = request?.headers as Record<string, string>;
  const body = new Webhook(secret ?? "").verify(request?.body ?? "", headers);
  expect(body).toMatchObject({ type: "channel.test", data: { productName: "Atlas", projectId } });
  expect(JSON.stringify(await as().alerts.channels({ projectId }))).not.toContain(secret);
});

test("a test that fails says why, is not tried again, and alerts nobody", async () => {
  const { channelId } = await addWebhook();
  status = 503;
  await as().alerts.testChannel({ projectId, channelId });
  const failed = { state: "givenUp", reason: "answered 503", nextAttemptAt: null };
  await untilChannel(channelId, { state: "working", lastDelivery: failed });
  expect(await as().alerts.list({ projectId })).toEqual([]);
});

test("owners and admins get the test of their channel by e-mail", async () => {
  await as().alerts.testChannel({ projectId, channelId: projectId });
  await untilChannel(projectId, { lastDelivery: { state: "delivered", recipients: 2 } });
  expect(smtp.received.map(({ subject }) => subject)).toEqual([
    "A test of the alerts of “Atlas”",
    "A test of the alerts of “Atlas”",
  ]);
});

test("ten tests in a minute are enough", async () => {
  const { channelId } = await addWebhook();
  const at = (ms: number) => as(fixture.owner, new Date(now.getTime() + ms)).alerts;
  for (let ms = 0; ms < 10; ms += 1) await at(ms).testChannel({ projectId, channelId });
  const eleventh = at(10).testChannel({ projectId, channelId });
  await expect(eleventh).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await at(60_010).testChannel({ projectId, channelId });
});

test("twenty tests of a channel in a day are enough, also when other people send them", async () => {
  const { channelId } = await addWebhook();
  const testAt = (minute: number, user = fixture.owner, id = channelId) =>
    as(user, new Date(now.getTime() + minute * 61_000)).alerts.testChannel({
      projectId,
      channelId: id,
    });
  for (let minute = 0; minute < 20; minute += 1) await testAt(minute);
  const refused = {
    code: "TOO_MANY_REQUESTS",
    message: "This channel has been tested 20 times within a day. Try again in 24 hours.",
  };
  await expect(testAt(20)).rejects.toMatchObject(refused);
  await expect(testAt(21, fixture.admin, channelId.toUpperCase())).rejects.toMatchObject(refused);
  await testAt(22, fixture.owner, projectId);
});

const CHANNEL = { id: newId(), kind: "webhook", name: "Ops" };
const CHANNEL_FACTS = { productName: "Atlas", channel: CHANNEL, reason: "answered 500" };
const BUDGET_FACTS = {
  ...{ productName: "Atlas", month: "2026-11", threshold: 80, version: 1 },
  budget: { id: newId(), kind: "project", value: null, name: null },
  ...{ limitMicroUsd: "100", spentMicroUsd: "80", forecast: null, contributors: [] },
};

test("the log is filtered by kind and by what became of the messages, also on older pages", async () => {
  const at = (second: number) => new Date(now.getTime() + second * 1_000);
  const log = async (kind: AlertKind, second: number, messages: object[] = []) => {
    const id = newId();
    const facts = kind === "channel_broken" ? CHANNEL_FACTS : BUDGET_FACTS;
    const unsentReason = messages.length === 0 ? ("no_channel" as const) : null;
    const row = { projectId, id, kind, facts: JSON.stringify(facts), unsentReason };
    await db.insert(alerts).values({ ...row, decidedAt: at(second) });
    for (const message of messages) {
      const outbox = { projectId, id: newId(), alertId: id, kind: "a.kind", attempts: 1 };
      const recipient = fixture.owner.email;
      await db.insert(projectOutbox).values({ ...outbox, recipient, createdAt: now, ...message });
    }
    return id;
  };
  const [delivered, failed] = [{ deliveredAt: now }, { lastError: "answered 500" }];
  const retried = { ...failed, nextAttemptAt: at(60) };
  const everybody = await log("threshold", 1, [delivered, delivered]);
  const half = await log("threshold", 2, [delivered, failed]);
  const again = await log("forecast", 3, [retried]);
  const sending = await log("forecast", 4, [{ nextAttemptAt: at(60) }]);
  const nobody = await log("channel_broken", 5);
  const list = async (filter: object) =>
    (await as().alerts.list({ projectId, ...filter })).map(({ alertId }) => alertId);
  expect(await list({})).toEqual([nobody, sending, again, half, everybody]);
  expect(await list({ kind: "channelBroken" })).toEqual([nobody]);
  expect(await list({ state: "delivered" })).toEqual([everybody]);
  expect(await list({ state: "undelivered" })).toEqual([again, half]);
  expect(await list({ state: "unsent" })).toEqual([nobody]);
  expect(await list({ kind: "threshold", state: "undelivered" })).toEqual([half]);
  expect(await list({ state: "undelivered", before: again })).toEqual([half]);
  expect(await list({ kind: "threshold", before: sending })).toEqual([half, everybody]);
  await expect(list({ state: "lost" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the status says whether a channel is broken or a message is tried again, and until when", async () => {
  const has = async () => (await as(fixture.member).alerts.status({ projectId })).hasProblem;
  expect(await has()).toBe(false);
  const { channelId } = await addWebhook();
  const store = (values: object) =>
    db.update(alertChannels).set(values).where(eq(alertChannels.id, channelId));
  await store({ brokenAt: now });
  expect(await has()).toBe(true);
  await as().alerts.setChannel({ projectId, channelId, isOn: false });
  expect(await has()).toBe(false);
  await store({ isOn: true, endedAt: now, endReason: "gone" });
  expect(await has()).toBe(true);
  await store({ endReason: "removed" });
  expect(await has()).toBe(false);
  const message = { id: newId(), kind: "a.kind", attempts: 1, recipient: fixture.owner.email };
  const due = { createdAt: now, nextAttemptAt: new Date(now.getTime() + 3_600_000) };
  await db.insert(projectOutbox).values({ projectId, ...message, ...due });
  expect(await has()).toBe(false);
  await db.update(projectOutbox).set({ lastError: "answered 500" });
  expect(await has()).toBe(true);
});

test("an alert goes to the channels that are on and get its kind", async () => {
  const { alerts } = as();
  const off = await addWebhook("off");
  const other = await addWebhook("other kinds");
  await addWebhook("on");
  await alerts.setChannel({ projectId, channelId: off.channelId, isOn: false });
  await alerts.setChannel({ projectId, channelId: other.channelId, alertKinds: ["forecast"] });
  await alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  expect(await receiversOfLast()).toEqual(["on"]);
});

test("a budget's alerts go to the channels that it has chosen", async () => {
  const { channelId } = await addWebhook();
  await addWebhook("another");
  await reach80({ channelIds: [channelId] });
  expect(await receiversOfLast()).toEqual(["Ops"]);
  const [budget] = await as().budgets.list({ projectId });
  expect(budget).toMatchObject({ channelIds: [channelId], lastAlert: { threshold: 80 } });
});

test("a budget keeps its channels when they are not given, and gets all back with null", async () => {
  const { channelId } = await addWebhook();
  const set = (settings: object) =>
    as().budgets.set({ projectId, scope: { kind: "project" }, limitDollars: 100, ...settings });
  await set({ channelIds: [channelId] });
  expect(await set({ thresholds: [50] })).toMatchObject({ channelIds: [channelId] });
  expect(await set({ channelIds: null })).toMatchObject({ channelIds: null });
  const [last] = await as().budgets.history({ projectId });
  expect(last).toMatchObject({ from: { channelIds: [channelId] }, to: { channelIds: null } });
  await expect(set({ channelIds: [] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(set({ channelIds: [fixture.foreignProjectId] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("an alert that no channel gets is logged, and sent again by hand", async () => {
  await as().alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  const { alertId, ...alert } = await logged();
  expect(alert).toMatchObject({ unsentReason: "noChannel", messages: [], isResendable: true });
  const resend = () => as().alerts.resend({ projectId, alertId });
  await expect(resend()).rejects.toMatchObject({ code: "CONFLICT" });
  await addWebhook();
  expect(await resend()).toEqual({ messages: 1 });
  await vi.waitFor(async () =>
    expect(await logged()).toMatchObject({
      unsentReason: null,
      messages: [{ name: "Ops", state: "delivered" }],
    }),
  );
  await expect(resend()).rejects.toMatchObject({ code: "CONFLICT" });
});

/** Tries the messages about budgets until they are given up. */
async function giveUp(): Promise<void> {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    // The last failure is forgotten, so that a new one shows.
    await sql`update project_outbox set next_attempt_at = now() - interval '1 second', last_error = null
      where project_id = ${projectId} and kind like 'budget%' and next_attempt_at is not null`;
    worker.wake(projectId);
    await vi.waitFor(async () => {
      const waiting = await sql`select from project_outbox
        where project_id = ${projectId} and kind like 'budget%' and last_error is null`;
      expect(waiting).toHaveLength(0);
    }, 30_000);
  }
}

test("other channels hear once that a channel is broken, and what it missed is sent again", async () => {
  status = 503;
  const { channelId } = await addWebhook();
  await as().alerts.setChannel({ projectId, channelId: projectId, alertKinds: ["channelBroken"] });
  await reach80();
  await giveUp();
  await untilChannel(channelId, { state: "broken" });
  const [broken, missed] = await as().alerts.list({ projectId });
  expect(broken).toMatchObject({
    kind: "channelBroken",
    subject: { kind: "channel", id: channelId, name: "Ops" },
    reason: "answered 503",
  });
  expect(broken?.messages.map(({ name }) => name).sort()).toEqual(managers());
  expect(missed?.messages).toMatchObject([{ state: "givenUp", isResendable: true }]);
  await vi.waitFor(() => expect(smtp.received).toHaveLength(2), 30_000);
  expect(smtp.received[0]?.subject).toBe(
    "The webhook “Ops” of “Atlas” does not get alerts any more",
  );
  status = 204;
  const alertId = missed?.alertId ?? "";
  const firstId = receiver.received[0]?.headers["webhook-id"];
  const upperCase = { projectId, alertId, channelId: channelId.toUpperCase() };
  expect(await as().alerts.resend(upperCase)).toEqual({ messages: 1 });
  await untilChannel(channelId, { state: "working", lastDelivery: { state: "delivered" } });
  expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe(firstId);
});

test("an alert is sent again at most once a minute", async () => {
  status = 503;
  await addWebhook();
  await as().alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  await giveUp();
  const alerts = await as().alerts.list({ projectId });
  const alertId = alerts.find(({ kind }) => kind === "threshold")?.alertId ?? "";
  const resendAt = (ms: number) =>
    as(fixture.owner, new Date(now.getTime() + ms)).alerts.resend({ projectId, alertId });
  await resendAt(0);
  await giveUp();
  await expect(resendAt(59_000)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await resendAt(61_000)).toEqual({ messages: 1 });
});

test("the log has at most 50 messages of an alert, and those that were given up are among them", async () => {
  await reach80();
  const { alertId } = await logged();
  const sent = { projectId, alertId, kind: "budget.threshold", createdAt: now, attempts: 1 };
  await db.insert(projectOutbox).values(
    Array.from({ length: 60 }, (_, number) => ({
      ...sent,
      id: newId(),
      recipient: `${number}@example.com`,
      ...(number < 59 ? { deliveredAt: now } : { lastError: "refused" }),
    })),
  );
  const { messages } = await logged();
  expect(messages).toHaveLength(50);
  expect(messages.at(-1)).toMatchObject({ name: "59@example.com", state: "givenUp" });
});

test("a channel that is switched off gets nothing again", async () => {
  status = 503;
  const { channelId } = await addWebhook();
  await as().alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  await vi.waitFor(async () => expect((await logged()).messages[0]?.attempt).toBe(1));
  await as().alerts.setChannel({ projectId, channelId, isOn: false });
  const { alertId, messages } = await logged();
  expect(messages).toMatchObject([
    { state: "givenUp", reason: "the channel was switched off", isResendable: false },
  ]);
  const resend = () => as().alerts.resend({ projectId, alertId });
  await expect(resend()).rejects.toMatchObject({ code: "CONFLICT" });
  await as().alerts.setChannel({ projectId, channelId, isOn: true });
  expect(await resend()).toEqual({ messages: 1 });
});

test("both secrets of a webhook sign for a day after a change, and then only the new one", async () => {
  const { channelId, secret: old } = await addWebhook();
  const { secret, bothUntil } = await as().alerts.rotateSecret({ projectId, channelId });
  expect(new Date(bothUntil).getTime()).toBe(now.getTime() + 24 * 60 * 60 * 1000);
  expect(await channelOf(channelId)).toMatchObject({ secretsUntil: bothUntil });
  await as().alerts.testChannel({ projectId, channelId });
  const received = () => receiver.received.filter(({ body }) => body.includes(projectId));
  await vi.waitFor(() => expect(received()).toHaveLength(1), 30_000);
  const [request] = received();
  const verify = (one: string | null) =>
    new Webhook(one ?? "").verify(request?.body ?? "", request?.headers as Record<string, string>);
  expect(verify(secret)).toEqual(verify(old));
  const yesterday = as(fixture.owner, new Date(now.getTime() - 25 * 60 * 60 * 1000)).alerts;
  const { secret: newest } = await yesterday.rotateSecret({ projectId, channelId });
  await as(fixture.owner, new Date(now.getTime() + 1)).alerts.testChannel({ projectId, channelId });
  await vi.waitFor(() => expect(received()).toHaveLength(2), 30_000);
  const last = received()[1];
  const headers = last?.headers as Record<string, string>;
  expect(new Webhook(newest).verify(last?.body ?? "", headers)).toBeTruthy();
  expect(() => new Webhook(secret).verify(last?.body ?? "", headers)).toThrow();
});

test.each([
  ["http://ops.example.com", "https"],
  ["https://127.0.0.1/", "public"],
  ["https://[::1]/", "public"],
  ["not a url", "URL"],
])("%s is refused as a target where private addresses are", async (target, word) => {
  const context = contextAs(fixture.owner);
  const caller = createCaller({ ...context, alerts: { ...worker, allowPrivate: false } });
  const added = caller.alerts.addChannel({ projectId, kind: "webhook", target, name: "Ops" });
  await expect(added).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining(word),
  });
});

/** Adds an address and returns the token of the link that it got. */
async function addAddress(address = "team@example.net") {
  const { channelId } = await as().alerts.addChannel({ projectId, kind: "email", target: address });
  await vi.waitFor(() => expect(smtp.received.length).toBeGreaterThan(0), 30_000);
  return { channelId, token: tokenIn(smtp.received.at(-1)?.text, "confirm") };
}

const tokenIn = (text: string | undefined, action: string): string =>
  new RegExp(`${publicUrl}/alerts/${action}/(\\S+)`).exec(text ?? "")?.[1] ?? "";

test("an address gets nothing before its reader agrees, and nothing after they unsubscribe", async () => {
  const { channelId, token } = await addAddress();
  expect(smtp.received[0]?.envelope.to).toEqual(["team@example.net"]);
  await untilChannel(channelId, { state: "unconfirmed" });
  const untested = as().alerts.testChannel({ projectId, channelId });
  await expect(untested).rejects.toMatchObject({ code: "CONFLICT" });
  const anybody = contextAs(null);
  expect(await readChannelLink(anybody, token, "confirm")).toEqual({
    address: "team@example.net",
    productName: "Atlas",
    isDone: false,
  });
  await untilChannel(channelId, { state: "unconfirmed" });
  await confirmAddress(anybody, token);
  await untilChannel(channelId, { state: "working" });
  smtp.received.splice(0);
  await as().alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  const mail = await smtp.message();
  expect(mail.envelope.to).toEqual(["team@example.net"]);
  const leaving = tokenIn(mail.text, "unsubscribe");
  expect(mail.headers.get("list")).toMatchObject({
    unsubscribe: { url: `${publicUrl}/alerts/unsubscribe/${leaving}/one-click` },
  });
  expect(mail.source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  await unsubscribeAddress(anybody, leaving);
  await unsubscribeAddress(anybody, leaving);
  await untilChannel(channelId, { state: "ended", endReason: "unsubscribed" });
  await expect(confirmAddress(anybody, token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const events = await as().auditEvents.list({ projectId });
  expect(events.slice(0, 2).map(({ action }) => action)).toEqual([
    "alert-channel.unsubscribe",
    "budget.set",
  ]);
});

test("who unsubscribed is asked again, and the new link works", async () => {
  const { channelId, token } = await addAddress("again@example.net");
  await confirmAddress(contextAs(null), token);
  const link = { projectId, channelId, action: "unsubscribe" as const, at: now };
  await unsubscribeAddress(contextAs(null), worker.tokenOf(link));
  smtp.received.splice(0);
  await as(fixture.owner, new Date(now.getTime() + 1)).alerts.confirmAgain({
    projectId,
    channelId,
  });
  const mail = await smtp.message();
  await confirmAddress(contextAs(null), tokenIn(mail.text, "confirm"));
  await untilChannel(channelId, { state: "working", endReason: null });
});

test("a link is not valid when it is a week old, for another action, or its channel is removed", async () => {
  const { channelId, token } = await addAddress("late@example.net");
  const inAWeek = contextAs(null, new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000));
  const notFound = { code: "NOT_FOUND", message: "This link is not valid any more." };
  await expect(confirmAddress(inAWeek, token)).rejects.toMatchObject(notFound);
  await expect(unsubscribeAddress(contextAs(null), token)).rejects.toMatchObject(notFound);
  await as().alerts.removeChannel({ projectId, channelId });
  await expect(confirmAddress(contextAs(null), token)).rejects.toMatchObject(notFound);
});

test("an address is a channel once, and no channel without a mail server", async () => {
  await addAddress("once@example.net");
  const again = as().alerts.addChannel({ projectId, kind: "email", target: "Once@example.net" });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  const withoutMail = createCaller({ ...contextAs(fixture.owner), mail: null });
  const added = withoutMail.alerts.addChannel({
    projectId,
    kind: "email",
    target: "b@example.net",
  });
  await expect(added).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a removed channel gets nothing more, and the log keeps its name", async () => {
  status = 503;
  const { channelId } = await addWebhook();
  await as().alerts.setChannel({ projectId, channelId: projectId, isOn: false });
  await reach80();
  await vi.waitFor(async () => expect((await logged()).messages[0]?.attempt).toBe(1));
  await as().alerts.removeChannel({ projectId, channelId });
  const { messages } = await logged();
  expect(messages).toMatchObject([
    { name: "Ops", state: "givenUp", reason: "the channel was removed", isResendable: false },
  ]);
  const { channels } = await as().alerts.channels({ projectId });
  expect(channels.map((channel) => channel.channelId)).toEqual([projectId]);
});

test("another tenant's channels and alerts answer as if they did not exist", async () => {
  const { channelId } = await addWebhook();
  await reach80();
  const { alertId } = await logged();
  const { stranger, foreignProjectId } = fixture;
  const { alerts, budgets } = as(stranger);
  const foreign = { projectId: foreignProjectId, channelId };
  for (const call of [
    () => alerts.channels({ projectId }),
    () => alerts.list({ projectId }),
    () => alerts.setChannel({ ...foreign, isOn: false }),
    () => alerts.removeChannel(foreign),
    () => alerts.testChannel(foreign),
    () => alerts.rotateSecret(foreign),
    () => alerts.confirmAgain(foreign),
    () => alerts.resend({ projectId: foreignProjectId, alertId }),
  ])
    await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await alerts.list({ projectId: foreignProjectId, before: alertId })).toEqual([]);
  const scope = { kind: "project" } as const;
  const chosen = budgets.set({
    projectId: foreignProjectId,
    scope,
    limitDollars: 1,
    channelIds: [channelId],
  });
  await expect(chosen).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
