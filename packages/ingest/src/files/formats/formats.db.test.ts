import { fileURLToPath } from "node:url";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeEach, expect, test } from "vitest";
import { importExports } from "../../testing/import-exports";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
let projectId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db);
});

const importFiles = (...paths: string[]) =>
  importExports(paths, { db: database.tenantOf(projectId), projectId, clock: () => NOW });

const sample = (name: string) =>
  fileURLToPath(new URL(`../../../../../../shared/data/clients/files/${name}`, import.meta.url));

/** Returns the sums of the counts and amounts of all rows of the project. */
async function stored() {
  const [row] = await database.sql`
    select count(*) filter (where kind = 'deduction')::int as calls,
      sum(input_tokens)::bigint as input, sum(output_tokens)::bigint as output,
      sum(amount_micro_usd)::bigint as amount
    from credit_transactions where project_id = ${projectId}`;
  return row;
}

test.each([
  ["f01-openai-completions-usage.csv", "OpenAI usage export", { calls: 2, amount: 225_500n }],
  [
    "f03-anthropic-usage.csv",
    "Anthropic usage export",
    { calls: 2, input: 233_950n, amount: 769_557n },
  ],
  ["f04-anthropic-cost.csv", "Anthropic cost export", { calls: 2, amount: 394_923n }],
  ["f08-helicone.csv", "Helicone requests", { calls: 1, input: 1000n, amount: 2250n }],
  ["f10-claude-code.jsonl", "Claude Code transcript", { calls: 1, output: 350n, amount: 69_366n }],
  ["f11-focus.csv", "FOCUS bill", { calls: 2, amount: 480_000n }],
])("%s is a %s and counts once", async (name, title, right) => {
  const first = await importFiles(sample(name));
  expect(first).toMatchObject({ titles: [title], rejected: [], problems: [] });
  expect(await stored()).toMatchObject(right);
  const again = await importFiles(sample(name));
  expect(again.totals).toMatchObject({ recorded: 0, duplicate: right.calls });
  expect(await stored()).toMatchObject(right);
  expect(await reconcile(database.tenantOf(projectId), projectId)).toEqual([]);
});
