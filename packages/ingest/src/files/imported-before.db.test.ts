import { newId } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { importCsv, temporaryFiles } from "../testing/import-csv";
import type { FieldSource, Mapping } from "./mapping";

const NOW = new Date("2026-05-20T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";

const FILE = `at,in,out,usd,llm,by,who,pipe,cached,thoughts
2026-05-19 10:00:00,1000,100,0.01,gpt-5,OpenAI,research,nightly-1,400,50
2026-05-19 10:00:00,1000,100,0.01,gpt-5,OpenAI,research,nightly-1,400,50
1779184800,2000,0,,gpt-5,openai,,,1500,
2026-05-19T12:00:00.5+02:00,0042,7,1.5e-5,house-model,,,,,
`;

/**
 * The charges of FILE as they were recorded by an earlier version, which did not import cached and
 * reasoning tokens.
 */
const CHARGES = [
  {
    key: "import:ec33a4062d8793f221252fba9fc1c8e8:0",
    hash: "883dde06da1a25eff00003baf1322bb8d7daac34a9ae34e6f96d547ba2745152",
  },
  {
    key: "import:ec33a4062d8793f221252fba9fc1c8e8:1",
    hash: "883dde06da1a25eff00003baf1322bb8d7daac34a9ae34e6f96d547ba2745152",
  },
  {
    key: "import:ab53f91ee4547c0afb4464b0fc8c33e7:0",
    hash: "cb96778c61266793ef3cb1df2ce3c99c177070807814b4d75538330c15dfb3e9",
  },
  {
    key: "import:664996e4b203f5befb2b38707311b397:0",
    hash: "580c5d4e3336d2c907ca2570f66d3de740a111461b344fe4e753c31f35dcd3d4",
  },
];

beforeEach(async () => {
  projectId = await makeProject(database.db);
  const at = "2026-05-19T10:00:00Z";
  const runId = newId();
  await database.sql`
    insert into pipeline_runs (id, project_id, external_id, status, started_at)
    values (${runId}, ${projectId}, 'import-2026-05-19-ec33a406', 'completed', ${at})`;
  for (const { key, hash } of CHARGES) {
    const jobId = newId();
    await database.sql`
      insert into agent_jobs (id, project_id, pipeline_run_id, external_id, agent_type, status, started_at)
      values (${jobId}, ${projectId}, ${runId}, ${key}, 'unknown', 'completed', ${at})`;
    await database.sql`
      insert into credit_transactions (id, project_id, agent_job_id, kind, input_tokens, output_tokens,
        idempotency_key, content_hash, source, occurred_at, recorded_at)
      values (${newId()}, ${projectId}, ${jobId}, 'deduction', 1, 1, ${key}, ${hash}, 'import', ${at}, ${at})`;
  }
});

const column = (name: string): FieldSource => ({ column: name });

const MAPPING: Partial<Mapping> = {
  time: column("at"),
  model: column("llm"),
  provider: column("by"),
  agentType: column("who"),
  run: column("pipe"),
  cost: column("usd"),
};
const PARTS = { cacheReadTokens: column("cached"), reasoningTokens: column("thoughts") };

async function importFile(mapping: Partial<Mapping>, text = FILE) {
  const { totals, rejected } = await importCsv({
    db: database.tenantOf(projectId),
    projectId,
    clock: () => NOW,
    path: write("before.csv", text),
    mapping,
    ignoredColumns: ["cached", "thoughts"],
  });
  return { recorded: totals.recorded, duplicate: totals.duplicate, rejected };
}

test("rows of an earlier version's import are duplicates", async () => {
  expect(await importFile(MAPPING)).toEqual({ recorded: 0, duplicate: 4, rejected: [] });
});

test("rows of an earlier import are not counted again with their cached and reasoning tokens, and a new row is counted", async () => {
  const reason =
    "it was imported before without its cached, cache-write, reasoning or audio tokens or its tier, so it is not counted again";
  const grown = `${FILE}2026-05-19 10:00:00,1000,100,0.01,gpt-5,OpenAI,research,nightly-1,7,50\n`;
  const again = {
    rejected: [
      { line: 2, reason },
      { line: 3, reason },
      { line: 4, reason },
    ],
  };
  const mapping = { ...MAPPING, ...PARTS };
  expect(await importFile(mapping, grown)).toEqual({ recorded: 1, duplicate: 1, ...again });
  expect(await importFile(mapping, grown)).toEqual({ recorded: 0, duplicate: 2, ...again });
});
