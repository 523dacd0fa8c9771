import { fileURLToPath } from "node:url";
import { type StartedProcess, startProcess } from "@ai-cost/command/testing";
import { budgetAlerts, projectOutbox } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { newWebhookSecret } from "@ai-cost/notifications";
import { makeChannel, startWebhookReceiver } from "@ai-cost/notifications/testing";
import { afterEach, expect, test, vi } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { insertFixture, insertProject, NOW } from "../testing/fixture";

const PROGRAM = fileURLToPath(new URL("./alert-process.testing.ts", import.meta.url));
const SECRET = "a secret of the test that is long enough";
const { databaseUrl, app, db, tenantOf } = await emptyDatabase();

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function start(): StartedProcess {
  const started = startProcess(PROGRAM, [databaseUrl, SECRET, NOW.toISOString()]);
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
