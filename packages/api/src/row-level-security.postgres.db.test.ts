import { newId } from "@ai-cost/db";
import {
  emptyDatabase,
  exemptFromTenantPredicates,
  type SentStatement,
  sentBy,
  type TestDatabase,
  usesTenantTables,
  withoutTenantPredicates,
} from "@ai-cost/db/testing";
import { beforeAll, expect, test } from "vitest";
import { callerOf, contextOf } from "./testing/callers";
import { type EqualProjects, insertEqualProjects } from "./testing/equal-projects";
import { callOverHttp } from "./testing/http";
import { ID_KINDS, type IdKind, inputOf, PROCEDURE_ACCESS } from "./testing/procedure-access";
import { procedures } from "./testing/procedures";

let own: TestDatabase;
let projects: EqualProjects;

exemptFromTenantPredicates();

beforeAll(async () => {
  own = await emptyDatabase();
  projects = await insertEqualProjects(own);
});

/** Calls every query, with and without its cursors. */
async function readEverything(): Promise<void> {
  const context = contextOf(own.app.db, projects.owner);
  for (const { path, type } of procedures().filter((procedure) => procedure.type === "query")) {
    const input = inputOf(PROCEDURE_ACCESS[path], projects.ids);
    const { before, after, ...firstPage } = input;
    for (const one of before || after ? [firstPage, input] : [input])
      expect((await callOverHttp(context, type, path, one)).status).toBe(200);
  }
}

async function changeEverything(): Promise<void> {
  const { projectId, owner } = projects;
  const { agentNames, aiCost, ingestKeys, modelPrices } = callerOf(own.app.db, owner);
  await aiCost.setBudgetLimit({ projectId, limitDollars: 20 });
  await aiCost.clearBudgetLimit({ projectId });
  const { keyId } = await ingestKeys.create({ projectId, name: "Nightly" });
  await ingestKeys.revoke({ projectId, keyId });
  await modelPrices.remove({ projectId, model: "a-model" });
  await agentNames.remove({ projectId, agentName: "Scout" });
}

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

const readsTenantRows = ({ text }: SentStatement) => usesTenantTables(text);

/** Sends a statement in the same way as the application does for a member of the fixture's own project. */
const sendForProject = ({ text, parameters }: SentStatement) =>
  own.app.sql.begin(`; set local ai_cost.project_ids = '{${projects.projectId}}'`, (tx) =>
    tx.unsafe(text, parameters as never[]),
  );

const withoutPredicates = (statement: SentStatement) => ({
  ...statement,
  text: withoutTenantPredicates(statement.text),
});

test("a read without its tenant predicate still returns only the rows of the opened project", async () => {
  const reads = (await sentBy(readEverything)).filter(readsTenantRows);
  expect(reads.length).toBeGreaterThan(15);
  let leaks = 0;
  for (const statement of reads) {
    const { text, parameters } = withoutPredicates(statement);
    expect(text).not.toBe(statement.text);
    const rows = JSON.stringify(await sendForProject(statement), plain);
    expect(JSON.stringify(await sendForProject({ text, parameters }), plain)).toBe(rows);
    // No policy restricts the owner of the tables. The same statement, sent by the owner, returns other
    // rows, or it fails because it finds too many.
    const unrestricted = await own.sql.unsafe(text, parameters as never[]).catch(String);
    if (JSON.stringify(unrestricted, plain) !== rows) leaks += 1;
  }
  expect(leaks).toBeGreaterThanOrEqual(10);
});

test("a read with the ids of another project returns what it returns for ids that do not exist", async () => {
  const reads = (await sentBy(readEverything)).filter(readsTenantRows);
  let leaks = 0;
  for (const statement of reads) {
    const foreign = withIds(statement, (kind) => projects.foreignIds[kind]);
    const random = withIds(statement, newIdOf);
    const rows = JSON.stringify(await sendForProject(foreign), plain);
    expect(rows).toBe(JSON.stringify(await sendForProject(random), plain));
    const unrestricted = await own.sql.unsafe(foreign.text, foreign.parameters as never[]);
    if (JSON.stringify(unrestricted, plain) !== rows) leaks += 1;
  }
  expect(leaks).toBeGreaterThanOrEqual(10);
});

const newIdOf = (kind: IdKind): string =>
  kind === "email" || kind === "invitedEmail" ? `${newId()}@example.com` : newId();

/** Replaces the ids of the own project in a statement's parameters. */
function withIds(
  { text, parameters }: SentStatement,
  idOf: (kind: IdKind) => string,
): SentStatement {
  const replaced = new Map(ID_KINDS.map((kind) => [projects.ids[kind], idOf(kind)]));
  return {
    text,
    parameters: parameters.map((value) => replaced.get(String(value)) ?? value),
  };
}

test("a change without its tenant predicate leaves the rows of another project unchanged", async () => {
  const changes = (await sentBy(changeEverything)).filter(
    ({ text }) => /^\s*(update|delete)\b/i.test(text) && usesTenantTables(text),
  );
  expect(changes.length).toBeGreaterThan(3);
  const before = await rowsOf(projects.foreignProjectId);
  for (const statement of changes) await sendForProject(withoutPredicates(statement));
  expect(await rowsOf(projects.foreignProjectId)).toEqual(before);
});

test("a read without an opened project returns no rows", async () => {
  const reads = (await sentBy(readEverything)).filter(readsTenantRows);
  const plainReads = reads.filter(({ text }) => !/\b(count|sum|coalesce|exists)\b/i.test(text));
  expect(plainReads.length).toBeGreaterThan(5);
  for (const { text, parameters } of plainReads)
    expect(await own.app.sql.unsafe(text, parameters as never[])).toEqual([]);
});

async function rowsOf(projectId: string) {
  const tables = ["billing_settings", "ingest_keys", "model_prices", "agent_names", "daily_spend"];
  return Promise.all(
    tables.map((table) => own.sql`select * from ${own.sql(table)} where project_id = ${projectId}`),
  );
}
