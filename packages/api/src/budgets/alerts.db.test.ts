import { alertWatch } from "@ai-cost/budgets";
import { budgetAlerts, createDatabase, openAsOperator, projectOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { mailWorker } from "@ai-cost/notifications";
import { makeChannel } from "@ai-cost/notifications/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, insertProject, NOW } from "../testing/fixture";

const own = await emptyDatabase();
const { app, db, tenantOf } = own;
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const log = { warn: vi.fn(), error: vi.fn() };
const mailer = mailWorker({
  db: app.db,
  smtpUrl: "smtp://127.0.0.1:1",
  mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
  secret: "a secret of the test that is long enough",
  log,
});
afterAll(async () => {
  await mailer.stop();
  expect(log.error).not.toHaveBeenCalled();
});

const openWatch = ({ now = NOW, sendsMail = true, onDb = app.db } = {}) =>
  alertWatch({
    db: onDb,
    clock: () => now,
    publicUrl: "https://cost.example.com",
    mail: sendsMail ? mailer : null,
    wake: () => {},
    log,
    times: { sweepMs: 3_600_000, pauseMs: 1 },
  });

/** Looks once at the budgets of a project. */
async function look(options: Parameters<typeof openWatch>[0] = {}, projectId = fixture.projectId) {
  const watch = openWatch(options);
  watch.notice(projectId);
  await watch.stop();
}

const as = (now = NOW) => callerOf(app.db, fixture.owner, now);
const setLimit = (limitDollars: number, now = NOW) =>
  as(now).aiCost.setBudgetLimit({ projectId: fixture.projectId, limitDollars });
const spend = (dollars: number, parts: object = {}) =>
  recordCharges(tenantOf, fixture.projectId, [
    { amountMicroUsd: BigInt(Math.round(dollars * 1_000_000)), ...parts },
  ]);

/** The alerts of the project, as threshold and version, and whether each was sent. */
const alerts = async () =>
  (
    await db
      .select()
      .from(budgetAlerts)
      .where(eq(budgetAlerts.projectId, fixture.projectId))
      .orderBy(budgetAlerts.decidedAt, budgetAlerts.version, budgetAlerts.threshold)
  ).map(({ kind, threshold, version, isSent }) => [kind, threshold, version, isSent]);

const messages = (projectId = fixture.projectId) =>
  db.select().from(projectOutbox).where(eq(projectOutbox.projectId, projectId));
/** The subjects of the mail to the owner, in the order in which it was added. */
const mail = async () =>
  (
    await db
      .select()
      .from(projectOutbox)
      .where(
        and(
          eq(projectOutbox.projectId, fixture.projectId),
          eq(projectOutbox.recipient, fixture.owner.email),
        ),
      )
      .orderBy(projectOutbox.id)
  ).map(({ content }) => JSON.parse(content ?? ""));

test("owners and admins get one mail when spend reaches a threshold, however often one looks", async () => {
  await setLimit(100);
  await spend(79.99);
  await look();
  expect(await messages()).toEqual([]);
  await spend(0.01);
  await look();
  await look();
  const sent = await messages();
  expect(sent.map(({ recipient }) => recipient).sort()).toEqual(
    [fixture.owner.email, fixture.admin.email].sort(),
  );
  expect(await alerts()).toEqual([["threshold", 80, 1, true]]);
});

test("the mail says what was reached, spent, expected, by whom, and where to look", async () => {
  await setLimit(100);
  await spend(60, { agentType: "research" });
  await spend(25, { agentType: "testing" });
  await look();
  const [message] = await mail();
  expect(message.subject).toBe("The budget of “Atlas” has reached 80 % of its limit");
  const text = message.paragraphs.join(" ");
  expect(text).toContain("$85.00 of $100.00 is spent this month (UTC): 85.0 %.");
  expect(text).toContain("Research ($60.00), Testing ($25.00)");
  expect(message.link.url).toBe(
    `https://cost.example.com/dashboard/products/${fixture.projectId}/budgets`,
  );
});

test("a jump over several thresholds sends the highest one", async () => {
  await setLimit(100);
  await spend(120);
  await look();
  expect(await alerts()).toEqual([
    ["threshold", 80, 1, false],
    ["threshold", 100, 1, true],
  ]);
  expect((await mail()).map(({ subject }) => subject)).toEqual([
    "The budget of “Atlas” has reached 100 % of its limit",
  ]);
});

test("a new limit re-arms, and sends only the highest threshold that is already passed", async () => {
  await setLimit(100);
  await spend(120);
  await look();
  await setLimit(110);
  await look();
  await setLimit(140);
  await look();
  await setLimit(1_000);
  await look();
  const sent = (await alerts()).filter(([, , , isSent]) => isSent);
  expect(sent).toEqual([
    ["threshold", 100, 1, true],
    ["threshold", 100, 2, true],
    ["threshold", 80, 3, true],
  ]);
  expect(await mail()).toHaveLength(3);
});

test("a new month re-arms, and the spend of the old one alerts no more", async () => {
  await setLimit(100);
  await spend(90);
  const december = new Date("2026-12-01T00:00:00.000Z");
  await look({ now: december });
  expect(await alerts()).toEqual([]);
  await look();
  await spend(95, { at: "2026-12-01T00:00:00.000Z" });
  await look({ now: december });
  expect(await mail()).toHaveLength(2);
});

test("budgets of agent types and models alert for themselves", async () => {
  const { projectId } = fixture;
  const scope = { kind: "agentType", value: "testing" } as const;
  await as().budgets.set({ projectId, scope, limitDollars: 10, thresholds: [50] });
  await as().budgets.set({
    projectId,
    scope: { kind: "model", value: "a-model" },
    limitDollars: 100,
  });
  await spend(6, { agentType: "testing" });
  await spend(50, { agentType: "research" });
  await look();
  expect((await mail()).map(({ subject }) => subject)).toEqual([
    "The budget for Testing of “Atlas” has reached 50 % of its limit",
  ]);
});

test("a forecast above the limit alerts once in a month, whatever the limit", async () => {
  await setLimit(100);
  for (let day = 1; day <= 30; day += 1)
    await spend(5, { at: `2026-10-${String(day).padStart(2, "0")}T12:00:00.000Z` });
  for (let day = 1; day <= 14; day += 1)
    await spend(5, { at: `2026-11-${String(day).padStart(2, "0")}T12:00:00.000Z` });
  await look();
  await setLimit(110);
  await look();
  expect(await alerts()).toEqual([["forecast", 0, 0, true]]);
  expect((await mail())[0].subject).toBe("The budget of “Atlas” is expected to exceed its limit");
});

test("a threshold and a forecast at once are two alerts, each for those who want its kind", async () => {
  const { projectId } = fixture;
  const wantsForecasts = await makeChannel(db, { projectId, alertKinds: ["forecast"] });
  for (let day = -30; day <= 14; day += 1)
    await spend(5, { at: new Date(Date.UTC(2026, 10, day, 12)).toISOString() });
  await setLimit(80);
  await Promise.all([look(), look()]);
  await look();
  expect((await mail()).map(({ subject }) => subject)).toEqual([
    "The budget of “Atlas” is expected to exceed its limit",
    "The budget of “Atlas” has reached 80 % of its limit",
  ]);
  const toChannel = (await messages()).filter(({ channelId }) => channelId === wantsForecasts);
  expect(toChannel.map(({ kind }) => kind)).toEqual(["budget.forecast_exceeds_limit"]);
});

test("the contributors are those since the last threshold", async () => {
  const { projectId } = fixture;
  const set = (settings: object) =>
    as().budgets.set({ projectId, scope: { kind: "project" }, limitDollars: 100, ...settings });
  await set({ thresholds: [50, 80] });
  await spend(55, { agentType: "research", at: "2026-11-09T12:00:00.000Z" });
  await look({ now: new Date("2026-11-10T13:00:00.000Z") });
  await spend(30, { agentType: "testing", at: "2026-11-12T12:00:00.000Z" });
  await look();
  const [first, second] = (await mail()).map(({ paragraphs }) => paragraphs.join(" "));
  expect(first).toContain("Most was spent this month by Research ($55.00).");
  expect(second).toContain(
    "Since 10 November, the day of the last threshold, most was spent by Testing ($30.00).",
  );
});

test("the contributors of a threshold are those of the month after an alert about the forecast", async () => {
  for (let day = -30; day <= 10; day += 1)
    await spend(5, {
      agentType: "research",
      at: new Date(Date.UTC(2026, 10, day, 12)).toISOString(),
    });
  await setLimit(80);
  await look({ now: new Date("2026-11-11T13:00:00.000Z") });
  expect(await alerts()).toEqual([["forecast", 0, 0, true]]);
  await spend(20, { agentType: "testing", at: "2026-11-12T12:00:00.000Z" });
  await look();
  expect((await mail()).at(-1).paragraphs.join(" ")).toContain(
    "Most was spent this month by Research ($50.00), Testing ($20.00).",
  );
});

test("with charges whose price is unknown, the mail and the log say at least", async () => {
  await setLimit(100);
  await spend(85);
  await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd: null }]);
  await look();
  const text = (await mail())[0].paragraphs.join(" ");
  expect(text).toContain("At least $85.00 of $100.00 is spent this month (UTC): 85.0 %.");
  expect(text).toContain("1 charge without a price is not included.");
  const [alert] = await as().alerts.list({ projectId: fixture.projectId });
  expect(alert).toMatchObject({ spent: 85, unpricedCharges: 1 });
});

/** Reaches 30 % of $200 on the way to $150, tells so, and then spends so much that more than $200 is expected. */
async function exceedAfterThreshold(): Promise<void> {
  const { projectId } = fixture;
  const scope = { kind: "project" } as const;
  await as().budgets.set({ projectId, scope, limitDollars: 200, thresholds: [30] });
  for (let day = -30; day <= 14; day += 1)
    await spend(5, { at: new Date(Date.UTC(2026, 10, day, 12)).toISOString() });
  await look();
  expect(await alerts()).toEqual([["threshold", 30, 1, true]]);
  await spend(100, { at: "2026-11-13T12:00:00.000Z" });
}

test("a forecast that rises above the limit after a threshold alerts too", async () => {
  await exceedAfterThreshold();
  await Promise.all([look(), look()]);
  await look();
  expect((await mail()).map(({ subject }) => subject)).toEqual([
    "The budget of “Atlas” has reached 30 % of its limit",
    "The budget of “Atlas” is expected to exceed its limit",
  ]);
});

test("a forecast that nobody can receive is sent late, also after a threshold", async () => {
  await exceedAfterThreshold();
  await look({ sendsMail: false });
  await look();
  const [newest] = await as().alerts.list({ projectId: fixture.projectId });
  expect(newest).toMatchObject({ kind: "forecast", unsentReason: null });
  expect(await mail()).toHaveLength(2);
});

test("an alert that nobody can receive is logged with the reason, and sent once somebody can", async () => {
  const { projectId } = fixture;
  await setLimit(100);
  await spend(85);
  await look({ sendsMail: false });
  const [unsent] = await as().alerts.list({ projectId });
  expect(unsent).toMatchObject({ threshold: 80, unsentReason: "noMailServer", messages: [] });
  expect((await as().budgets.list({ projectId }))[0]?.lastAlert).toBeNull();
  await Promise.all([look(), look(), look()]);
  expect(await mail()).toHaveLength(1);
  const [sent, ...others] = await as().alerts.list({ projectId });
  expect(sent).toMatchObject({ alertId: unsent?.alertId, unsentReason: null, at: unsent?.at });
  expect(others).toEqual([]);
  expect((await as().budgets.list({ projectId }))[0]?.lastAlert).toEqual({
    kind: "threshold",
    threshold: 80,
    at: NOW.toISOString(),
  });
});

test("each channel that is not ended gets the alert in its own format", async () => {
  const { projectId } = fixture;
  const slackId = await makeChannel(db, { projectId, kind: "slack" });
  const webhookId = await makeChannel(db, { projectId });
  await makeChannel(db, { projectId, endedAt: NOW });
  await setLimit(100);
  await spend(85, { agentType: "<b>&" });
  await look({ sendsMail: false });
  const sent = new Map((await messages()).map(({ channelId, content }) => [channelId, content]));
  expect([...sent.keys()].sort()).toEqual([slackId, webhookId].sort());
  const slack = JSON.parse(sent.get(slackId) ?? "");
  expect(slack).toMatchObject({
    text: "The budget of “Atlas” has reached 80 % of its limit",
    blocks: [
      { type: "header" },
      { type: "section", text: { type: "plain_text", text: expect.stringContaining("$85.00") } },
      { type: "section", text: { type: "mrkdwn", text: expect.stringMatching(/^<https:/) } },
    ],
  });
  expect(JSON.parse(sent.get(webhookId) ?? "")).toMatchObject({
    type: "budget.threshold_reached",
    timestamp: NOW.toISOString(),
    data: { projectId, threshold: 80, limitMicroUsd: "100000000", spentMicroUsd: "85000000" },
  });
});

test.each(["removed", "made a member"])(
  "who is %s gets no message that waits, and none again",
  async (change) => {
    const { projectId, admin, owner } = fixture;
    await setLimit(100);
    await spend(85);
    await look();
    const { projects, alerts: alertLog } = as();
    const of = { projectId, email: admin.email };
    if (change === "removed") await projects.removeMember(of);
    else await projects.changeMemberRole({ ...of, role: "member" });
    const waiting = new Map(
      (await messages()).map((row) => [row.recipient, row.nextAttemptAt !== null]),
    );
    expect(waiting).toEqual(
      new Map([
        [admin.email, false],
        [owner.email, true],
      ]),
    );
    const [alert] = await alertLog.list({ projectId });
    expect(alert?.messages.find(({ name }) => name === admin.email)).toMatchObject({
      state: "givenUp",
      reason: "the person is no owner or admin any more",
      isResendable: false,
    });
    const again = alertLog.resend({ projectId, alertId: alert?.alertId ?? "" });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  },
);

test("a look at one project alerts nobody of another", async () => {
  await setLimit(100);
  await spend(85);
  await callerOf(app.db, fixture.stranger).aiCost.setBudgetLimit({
    projectId: fixture.foreignProjectId,
    limitDollars: 1,
  });
  await look({}, fixture.foreignProjectId);
  expect(
    await db.select().from(budgetAlerts).where(eq(budgetAlerts.projectId, fixture.projectId)),
  ).toEqual([]);
  expect(await messages()).toEqual([]);
});

test("an alert whose messages cannot be written is not claimed", async () => {
  await setLimit(100);
  await spend(85);
  const failing = vi.fn();
  await own.sql`create function refuse() returns trigger language plpgsql as 'begin raise ''full''; end'`;
  await own.sql`create trigger refuse before insert on project_outbox for each row execute function refuse()`;
  const watch = alertWatch({
    db: app.db,
    clock: () => NOW,
    publicUrl: "",
    mail: mailer,
    wake: () => {},
    log: { error: failing },
    times: { sweepMs: 3_600_000, pauseMs: 1 },
  });
  watch.notice(fixture.projectId);
  await watch.stop();
  await own.sql`drop function refuse cascade`;
  expect(failing).toHaveBeenCalled();
  expect(await alerts()).toEqual([]);
  await look();
  expect(await mail()).toHaveLength(1);
});

test("a thousand crossings by two writers at once, with nothing after them, are one alert each", async () => {
  const clients = [createDatabase(own.databaseUrl), createDatabase(own.databaseUrl)];
  const watches = clients.map((client) => openWatch({ onDb: client.db }));
  const projects: string[] = [];
  for (let n = 0; n < 1_000; n += 1)
    projects.push(await insertProject(db, [[fixture.owner, "owner"]]));
  await own.sql`
    insert into billing_settings (project_id, key, value, updated_by, updated_at)
    select id, 'ai_budget_monthly_limit', '0.02', 'a test', now() from unnest(${projects}::uuid[]) as id`;
  const write = async (projectId: string, amountMicroUsd: bigint, writer: number) => {
    const client = clients[writer];
    if (!client) throw new Error(`there is no writer ${writer}`);
    const [opened] = await openAsOperator(client.db, projectId);
    if (!opened) throw new Error("the project is missing");
    await recordCharges(() => opened.tenant, projectId, [{ amountMicroUsd }]);
    watches[writer]?.notice(projectId);
  };
  for (let first = 0; first < projects.length; first += 50)
    await Promise.all(
      projects.slice(first, first + 50).map(async (projectId) => {
        // Each of the two is 40 % of the limit.
        await Promise.all([write(projectId, 8_000n, 0), write(projectId, 8_000n, 1)]);
      }),
    );
  for (const watch of watches) await watch.stop();
  for (const client of clients) await client.close();
  const counts = await own.sql`
    select count(*)::int as messages, count(distinct project_id)::int as projects
    from project_outbox where project_id = any(${projects}::uuid[])`;
  expect(counts).toEqual([{ messages: 1_000, projects: 1_000 }]);
}, 300_000);
