import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { runCommand } from "../testing/run-command";

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let projectId: string;
let otherProjectId: string;
const now = new Date("2026-11-23T12:00:00.000Z");

beforeAll(async () => {
  own = await emptyDatabase();
});

beforeEach(async () => {
  await own.sql`truncate projects cascade`;
  await own.sql`truncate daily_spend, monthly_agent_spend, monthly_run_spend`;
  projectId = await makeProject(own.db, "Atlas");
  otherProjectId = await makeProject(own.db, "Borealis");
  for (const id of [projectId, otherProjectId])
    await recordUsage(own.tenantOf(id), { projectId: id, now }, [
      usageReport({ at: "2026-09-30T10:00:00Z", job: "j", finished: "completed" }),
      usageReport({ at: "2026-11-03T10:00:00Z", job: "j" }),
      usageReport({ at: "2026-11-04T10:00:00Z", agentType: "testing", amountMicroUsd: null }),
    ]);
});

async function run(...argv: string[]) {
  const { exitCode, stdout, stderr } = await runCommand(["ledger", ...argv], {
    databaseUrl: own.databaseUrl,
  });
  return { exitCode, output: stdout + stderr };
}

test("reconcile says that all is exact and exits with 0", async () => {
  expect(await run("reconcile")).toEqual({
    exitCode: 0,
    output: "Atlas: exact\nBorealis: exact\n",
  });
});

test("reconcile prints each difference and exits with 1, and rebuild corrects the named project only", async () => {
  await own.sql`update daily_spend set cost_micro_usd = 7 where day = '2026-11-03'`;
  const found = await run("reconcile", "--project", projectId);
  expect(found.exitCode).toBe(1);
  expect(found.output).toContain(
    "daily_spend 2026-11-03: cost_micro_usd is 7, the ledger says 1000",
  );
  expect(found.output).not.toContain("Borealis");
  expect((await run("rebuild", "--project", projectId)).exitCode).toBe(0);
  expect((await run("reconcile", "--project", projectId)).exitCode).toBe(0);
  expect((await run("reconcile", "--project", otherProjectId)).exitCode).toBe(1);
});

test("rebuild continues from a month of a project, leaves what comes before, and prints where it is", async () => {
  await own.sql`update daily_spend set cost_micro_usd = 7 where day in ('2026-09-30', '2026-11-03')`;
  const { exitCode, output } = await run("rebuild", "--from", `${otherProjectId}/2026-10`);
  expect(exitCode).toBe(0);
  expect(output).toBe(
    `Borealis (${otherProjectId}), project 2 of 2\n  2026-11, month 3 of 3: 1 row changed\n  1 row changed\n`,
  );
  expect((await run("reconcile")).output).toMatch(
    /^ {2}daily_spend 2026-09-30.*\n {2}daily_spend 2026-11-03.*\nAtlas: 2 differences\n {2}daily_spend 2026-09-30.*\nBorealis: 1 difference\n$/,
  );
});

test("reconcile prints all of many differences", async () => {
  await own.sql`
    insert into monthly_run_spend
    select ${projectId}, '2026-11', gen_random_uuid(), 1, 0, 0, 0, 0, 0 from generate_series(1, 2500)`;
  const { output } = await run("reconcile", "--project", projectId);
  expect(output).toContain("Atlas: 2,500 differences");
  expect(output.split("\n")).toHaveLength(2502);
});

test.each([
  [[], 2, /Usage: npm run ledger/],
  [["reconcile", "--from", "00000000-0000-7000-8000-000000000000/2026-01"], 2, /Usage/],
  [["rebuild", "--project", "a", "--from", "b"], 2, /cannot be given together/],
  [["rebuild", "--from", "atlas"], 1, /not the id of a project and a month/],
  [["rebuild", "--from", "00000000-0000-7000-8000-000000000000/2026-01"], 1, /There is no project/],
  [["repair"], 2, /Unknown command 'repair'/],
  [["reconcile", "--project", "atlas"], 1, /not the id of a project.*products\/ID\/ai-cost/],
  [["reconcile", "--project", "00000000-0000-7000-8000-000000000000"], 1, /There is no project/],
  [["reconcile", "--fast"], 2, /Unknown option/],
])("%j exits with %i and says what is wrong", async (argv, exitCode, sentence) => {
  const answer = await run(...argv);
  expect(answer.exitCode).toBe(exitCode);
  expect(answer.output).toMatch(sentence);
});
