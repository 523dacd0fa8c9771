import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CHECKOUT } from "@ai-cost/command";
import { request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";

const ROWS = { short: 6_000, normal: 30_000, long: 100_000 };
const COMMAND = join(CHECKOUT, "apps", "cli", "bin", "ai-cost.mjs");
const FILE = "november.csv";
const MAPPING = { time: "when", inputTokens: "in", outputTokens: "out", model: "model" };
const STARTED = `${FILE} (started)`;
const LOOK_EVERY_MS = 10;
const IMPORT_TIMEOUT_MS = 300_000;

faultCase({
  id: "F18",
  title:
    "an import that was killed is in the audit trail, and importing the file again records the rest of it once",
  seenRedBy: "imports that are noted in the audit trail only at their end: there was no event",
  async run({ environment, scale, random }) {
    const rows = ROWS[scale];
    const [page, command] = await environment.makeTenants();
    const content = csvOf(rows);
    const path = await storeFile(environment, content);
    const killAfterRows = () => random.integer(1, rows / 2);

    const killed = importFromPage(environment, page, content).catch(() => "no outcome");
    await waitForRows(environment, page, killAfterRows());
    await environment.server.kill();
    const outcomeOfKilled = await killed;
    const rowsOfPage = (await recordedRows(environment, page)).rows;
    const eventsOfKilled = await importEvents(environment, page);
    await environment.server.start();
    const outcome = await importFromPage(environment, page, content);

    const importer = startCommand(environment, command, path);
    await waitForRows(environment, command, killAfterRows());
    importer.kill("SIGKILL");
    await once(importer, "exit");
    const rowsOfCommand = (await recordedRows(environment, command)).rows;
    const [exitCode] = await once(startCommand(environment, command, path), "exit");

    const events = (await importEvents(environment, page)).join();
    const expected = [STARTED, STARTED, `${FILE} (${rows - rowsOfPage} new rows)`].join();
    const recorded = [
      await recordedRows(environment, page),
      await recordedRows(environment, command),
    ];
    return {
      hits: [rowsOfPage, rowsOfCommand].filter((count) => count < rows).length,
      figures: {
        "rows in the file": rows,
        "recorded from the page before the kill": rowsOfPage,
        "recorded by the command before the kill": rowsOfCommand,
      },
      problems: problemsWhere([
        [outcomeOfKilled.includes("imported"), "the import from the page ended before the kill"],
        [rowsOfCommand === rows, "the command ended before the kill"],
        [
          eventsOfKilled.join() !== STARTED,
          `after the kill, the audit trail has "${eventsOfKilled.join()}" instead of "${STARTED}"`,
        ],
        [!outcome.includes('"imported"'), `the second import ended with ${outcome.slice(-300)}`],
        [events !== expected, `the audit trail has "${events}" instead of "${expected}"`],
        [exitCode !== 0, `the second import with the command ended with ${exitCode}`],
        ...recorded.map(({ rows: count, inputTokens }): [boolean, string] => [
          count !== rows || inputTokens !== (rows * (rows + 1)) / 2,
          `${count} rows with ${inputTokens} input tokens were recorded instead of ${rows}`,
        ]),
      ]),
    };
  },
});

/** A file whose rows have 1, 2, 3, … input tokens. */
const csvOf = (rows: number): string =>
  [
    "when,model,in,out",
    ...Array.from({ length: rows }, (_, row) => `2026-11-24T10:00:00Z,gpt-5,${row + 1},1`),
  ].join("\n");

async function storeFile(environment: Environment, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "faults-"));
  environment.onReset(() => void rm(folder, { recursive: true, force: true }));
  const path = join(folder, FILE);
  await writeFile(path, content);
  return path;
}

/** Imports the file as the page does. Resolves with the lines of the response. */
async function importFromPage(
  { server, people }: Environment,
  { projectId }: Tenant,
  body: string,
): Promise<string> {
  const url = new URL("/api/usage-imports", server.url);
  const options = JSON.stringify({ mapping: { ...MAPPING, provider: "=openai" } });
  url.search = String(new URLSearchParams({ projectId, name: FILE, mode: "import", options }));
  const { text } = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      cookie: people.owner.cookie,
      origin: server.url,
    },
    body,
    signal: AbortSignal.timeout(IMPORT_TIMEOUT_MS),
  });
  return text;
}

/** Starts `npm run import` without npm, so that a kill reaches the process itself. */
const startCommand = (
  { databaseUrl }: Environment,
  { projectId }: Tenant,
  path: string,
): ChildProcess => {
  const columns = ["--time", "when", "--input-tokens", "in", "--output-tokens", "out"];
  const models = ["--model", "model", "--provider", "=openai"];
  return spawn(
    process.execPath,
    [COMMAND, "import", "--project", projectId, ...columns, ...models, path],
    { stdio: "ignore", env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
};

async function waitForRows(environment: Environment, tenant: Tenant, rows: number): Promise<void> {
  const untilMs = performance.now() + IMPORT_TIMEOUT_MS;
  while (performance.now() < untilMs) {
    if ((await recordedRows(environment, tenant)).rows >= rows) return;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error("The import has recorded too few rows.");
}

async function recordedRows({ owner }: Environment, { projectId }: Tenant) {
  const [sums] = await owner.sql<{ rows: number; inputTokens: number }[]>`
    select count(*)::int as rows, coalesce(sum(input_tokens), 0)::int as "inputTokens"
    from credit_transactions where project_id = ${projectId} and kind = 'deduction'`;
  return sums ?? { rows: 0, inputTokens: 0 };
}

/** What the audit trail says about the owner's imports, oldest first. */
async function importEvents({ owner, people }: Environment, { projectId }: Tenant) {
  const events = await owner.sql<{ to: string }[]>`
    select "to" from audit_events
    where project_id = ${projectId} and action = 'usage.import' and actor_id = ${people.owner.id}
    order by at, id`;
  return events.map(({ to }) => to);
}
