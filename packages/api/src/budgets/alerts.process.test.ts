import { fileURLToPath } from "node:url";
import { type StartedProcess, startProcess } from "@ai-cost/command/testing";
import { accountOutbox, budgetAlerts, portfolioAlerts, projectOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { newWebhookSecret } from "@ai-cost/notifications";
import { makeChannel, startMailServer, startWebhookReceiver } from "@ai-cost/notifications/testing";
import { afterEach, expect, test, vi } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { insertFixture, insertProject, insertUser, NOW } from "../testing/fixture";

const PROGRAM = fileURLToPath(new URL("./alert-process.testing.ts", import.meta.url));
const SECRET = "a secret of the test that is long enough";
const { databaseUrl, app, db, tenantOf } = await emptyDatabase();

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function start({ now = NOW, smtpUrl = "" } = {}): StartedProcess {
  const started = startProcess(PROGRAM, [databaseUrl, SECRET, now.toISOString(), smtpUrl]);
  opened.push(() => started.kill());
  return started;
}

/** Creates projects that have reached 80 % of their limit, each with a webhook. */
async function createReached(count: number, url: string): Promise<string[]> {
  const { owner } = await insertFixture(db);
  const projects: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const projectId = await insertProject(db, [[owner, "owner"]]);
    const target = { url, secrets: [newWebhookSecret()] };
    await makeChannel(db, { projectId }, { secret: SECRET, target });
    await callerOf(app.db, owner).aiCost.setBudgetLimit({ projectId, limitDollars: 1 });
    await recordCharges(tenantOf, projectId, [{ amountMicroUsd: 800_000n }]);
    projects.push(projectId);
  }
  return projects;
}

test("two processes alert once for each budget, and what a killed one has claimed is delivered", async () => {
  let isHanging = true;
  const receiver = await startWebhookReceiver((response) => {
    if (!isHanging) response.writeHead(204).end();
  });
  opened.push(receiver.close);
  const projects = await createReached(20, receiver.url);
  const first = start();
  const second = start();
  // The alerts are claimed and no delivery has ended.
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0), 60_000);
  await Promise.all([first.kill(), second.kill()]);
  isHanging = false;
  start();
  start();
  await vi.waitFor(async () => {
    const rows = await db.select().from(projectOutbox);
    expect(rows.filter(({ deliveredAt }) => deliveredAt)).toHaveLength(projects.length);
  }, 60_000);
  expect(await db.select().from(budgetAlerts)).toHaveLength(projects.length);
  const rows = await db.select().from(projectOutbox);
  expect(new Set(rows.map(({ projectId }) => projectId)).size).toBe(projects.length);
  // A message that was in delivery when its process died comes again with the same id.
  const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
  expect(ids).toEqual(new Set(rows.map(({ id }) => id)));
}, 180_000);

test("two processes alert each person once, and what a killed one has claimed is delivered", async () => {
  let isHanging = true;
  const begun: string[] = [];
  const server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      begun.push(address);
      if (!isHanging) done();
    },
  });
  opened.push(server.close);
  // The mail server gets no mail that is out of date, so the time is that of the computer.
  const now = new Date();
  const people = await Promise.all(Array.from({ length: 10 }, () => insertUser(db)));
  for (const person of people) {
    const projectId = await insertProject(db, [[person, "owner"]]);
    await callerOf(app.db, person, now).portfolioBudget.set({ limitDollars: 1 });
    const charge = { amountMicroUsd: 800_000n, at: now.toISOString() };
    await recordCharges(tenantOf, projectId, [charge]);
  }
  const settings = { now, smtpUrl: `smtp://127.0.0.1:${server.port}` };
  const killed = [start(settings), start(settings)];
  await vi.waitFor(() => expect(begun.length).toBeGreaterThan(0), 60_000);
  await Promise.all(killed.map((started) => started.kill()));
  isHanging = false;
  start(settings);
  start(settings);
  await vi.waitFor(async () => {
    const rows = await db.select().from(accountOutbox);
    expect(rows.filter(({ deliveredAt }) => deliveredAt)).toHaveLength(people.length);
  }, 60_000);
  expect(await db.select().from(portfolioAlerts)).toHaveLength(people.length);
  const rows = await db.select().from(accountOutbox);
  expect(rows.map(({ recipient }) => recipient).sort()).toEqual(
    people.map(({ email }) => email).sort(),
  );
  // A message that was in delivery when its process died may come again with the same id.
  const ids = new Set(server.received.map(({ messageId }) => messageId));
  expect(ids.size).toBe(people.length);
}, 180_000);
