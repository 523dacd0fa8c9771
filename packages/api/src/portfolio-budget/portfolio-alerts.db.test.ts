import { decidePortfolioAlerts } from "@ai-cost/budgets";
import { accountOutbox, createDatabase, portfolioAlerts, portfolioBudgets } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { type Mailer, mailWorker } from "@ai-cost/notifications";
import { startMailServer } from "@ai-cost/notifications/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { SessionUser } from "../index";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { insertProject, insertUser } from "../testing/fixture";

const own = await emptyDatabase({ multiShard: true });
const { app, db, tenantOf } = own;
const server = await startMailServer();
const log = { warn: vi.fn(), error: vi.fn() };
const mail = mailWorker({
  db: app.db,
  smtpUrl: `smtp://127.0.0.1:${server.port}`,
  mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
  secret: "a secret of the test that is long enough",
  log,
});
afterAll(async () => {
  await mail.stop();
  await server.close();
  expect(log.error).not.toHaveBeenCalled();
});

// The mail server gets no mail that is out of date, so the time is that of the computer.
const NOW = new Date();
const NEXT_MONTH = new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() + 1, 1));

let ada: SessionUser;
let grace: SessionUser;
let first: string;
let second: string;
beforeEach(async () => {
  await db.delete(portfolioBudgets);
  [ada, grace] = [await insertUser(db, "Ada"), await insertUser(db, "Grace")];
  first = await insertProject(db, [[ada, "owner"]], "First");
  second = await insertProject(db, [[ada, "owner"]], "Second");
});

/** Looks once at everybody's budget. */
const look = ({
  now = NOW,
  sender = mail,
  onDb = app.db,
  report = (cause: unknown): void => {
    throw cause;
  },
}: {
  now?: Date;
  sender?: Mailer;
  onDb?: typeof app.db;
  report?: (cause: unknown) => void;
} = {}) =>
  decidePortfolioAlerts(onDb, {
    clock: () => now,
    mail: sender,
    publicUrl: "https://cost.example.com",
    signal: new AbortController().signal,
    report,
  });

const setLimit = (limitDollars: number, user = ada) =>
  callerOf(app.db, user, NOW).portfolioBudget.set({ limitDollars });
const spend = (projectId: string, dollars: number, at = NOW.toISOString()) =>
  recordCharges(tenantOf, projectId, [{ amountMicroUsd: BigInt(dollars * 1_000_000), at }]);

/** The claims of a person, as threshold and version, and whether each was sent. */
const claims = async ({ id } = ada) =>
  (
    await db
      .select()
      .from(portfolioAlerts)
      .where(eq(portfolioAlerts.userId, id))
      .orderBy(portfolioAlerts.version, portfolioAlerts.threshold)
  ).map(({ threshold, version, isSent }) => [threshold, version, isSent]);

const messagesTo = ({ email } = ada) =>
  db.select().from(accountOutbox).where(eq(accountOutbox.recipient, email));

/** Waits until a person has received so many mails, and returns them. */
const receivedBy = ({ email }: SessionUser, count: number) =>
  vi.waitFor(() => {
    const mails = server.received.filter(({ envelope }) => envelope.to.includes(email));
    expect(mails).toHaveLength(count);
    return mails;
  }, 20_000);

test("the owner gets one mail when the projects together reach a threshold, and nobody else does", async () => {
  await insertProject(db, [[grace, "owner"]], "Foreign");
  await setLimit(100);
  await callerOf(app.db, grace, NOW).portfolioBudget.set({ limitDollars: 1 });
  await spend(first, 50);
  await spend(second, 29);
  await look();
  expect(await claims()).toEqual([]);
  await spend(second, 1);
  await look();
  await look();
  expect(await claims()).toEqual([[80, 1, true]]);
  expect(await messagesTo()).toHaveLength(1);
  expect(await messagesTo(grace)).toEqual([]);
  const [received] = await receivedBy(ada, 1);
  expect(received?.envelope.to).toEqual([ada.email]);
  expect(received?.subject).toBe("Your budget for all products has reached 80 % of its limit");
  expect(received?.text).toContain("$80.00 of $100.00 is spent this month (UTC): 80.0 %.");
  expect(received?.text).toContain("First ($50.00), Second ($30.00)");
  expect(received?.text).toContain("https://cost.example.com/dashboard\n");
  expect((await callerOf(app.db, ada, NOW).portfolioBudget.get())?.alerts).toEqual([
    { kind: "threshold", threshold: 80, at: NOW.toISOString() },
  ]);
});

test("projects of others do not count, also those in which the person is admin", async () => {
  const shared = await insertProject(db, [
    [grace, "owner"],
    [ada, "admin"],
  ]);
  await setLimit(10);
  await spend(shared, 50);
  await look();
  expect(await claims()).toEqual([]);
});

test("a jump sends the highest threshold; a new limit and a new month re-arm", async () => {
  await setLimit(100);
  await spend(first, 120);
  await look();
  await setLimit(140);
  await look();
  expect(await claims()).toEqual([
    [80, 1, false],
    [100, 1, true],
    [80, 2, true],
  ]);
  await look({ now: NEXT_MONTH });
  expect(await messagesTo()).toHaveLength(2);
  await spend(first, 130, NEXT_MONTH.toISOString());
  await look({ now: NEXT_MONTH });
  expect(await messagesTo()).toHaveLength(3);
});

test("a budget that was removed and is set again alerts again", async () => {
  await setLimit(100);
  await spend(first, 85);
  await look();
  await callerOf(app.db, ada, NOW).portfolioBudget.remove();
  await look();
  await setLimit(100);
  await look();
  expect(await claims()).toEqual([
    [80, 1, true],
    [80, 3, true],
  ]);
});

test("a forecast that rises above the limit after a threshold alerts too", async () => {
  const at = (day: number) => new Date(NEXT_MONTH.getTime() + (day - 0.5) * 24 * 60 * 60 * 1000);
  await callerOf(app.db, ada, NOW).portfolioBudget.set({ limitDollars: 200, thresholds: [30] });
  for (let day = -30; day <= 14; day += 1) await spend(first, 5, at(day).toISOString());
  await look({ now: at(15) });
  await spend(second, 100, at(13).toISOString());
  await look({ now: at(15) });
  await look({ now: at(15) });
  const subjects = (await receivedBy(ada, 2)).map(({ subject }) => subject);
  expect(subjects.sort()).toEqual([
    "Your budget for all products has reached 30 % of its limit",
    "Your budget for all products is expected to exceed its limit",
  ]);
  const budget = await callerOf(app.db, ada, at(15)).portfolioBudget.get();
  expect(budget?.alerts.map(({ kind, threshold }) => [kind, threshold])).toEqual([
    ["forecast", null],
    ["threshold", 30],
  ]);
});

test("an alert whose mail cannot be added is not claimed, and is sent later", async () => {
  await setLimit(100);
  await spend(first, 85);
  await setLimit(1, grace);
  await spend(await insertProject(db, [[grace, "owner"]]), 5);
  const failures: unknown[] = [];
  const enqueue: Mailer["enqueue"] = async (tx, message) => {
    await mail.enqueue(tx, message);
    if (message.recipient === ada.email) throw new Error("full");
  };
  await look({ sender: { ...mail, enqueue }, report: (cause) => failures.push(cause) });
  expect(failures).toHaveLength(1);
  expect(await claims()).toEqual([]);
  expect(await messagesTo()).toEqual([]);
  expect(await messagesTo(grace)).toHaveLength(1);
  await look();
  await receivedBy(ada, 1);
});

test("four looks of two servers at once are one alert for each person", async () => {
  const people = await Promise.all(Array.from({ length: 40 }, () => insertUser(db)));
  for (const person of people) {
    await setLimit(100, person);
    await spend(await insertProject(db, [[person, "owner"]]), 85);
  }
  const other = createDatabase(own.databaseUrl);
  const looks = [app.db, other.db, app.db, other.db].map((onDb) => look({ onDb }));
  await Promise.all(looks);
  await other.close();
  for (const person of people) {
    expect(await claims(person)).toEqual([[80, 1, true]]);
    expect(await messagesTo(person)).toHaveLength(1);
  }
}, 60_000);
