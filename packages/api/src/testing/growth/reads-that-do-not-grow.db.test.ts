import { newId } from "@ai-cost/db";
import {
  emptyDatabase,
  makeProject,
  sentBy,
  statementsOf,
  type TestDatabase,
} from "@ai-cost/db/testing";
import { rebuild } from "@ai-cost/ledger";
import { beforeAll, describe, expect, test } from "vitest";
import type { SessionUser } from "../../index";
import { contextOf } from "../callers";
import { insertMembership, insertUser, NOW } from "../fixture";
import { callOverHttp } from "../http";
import { type Ids, inputOf, PROCEDURE_ACCESS } from "../procedure-access";
import { type ProcedurePath, procedures } from "../procedures";
import { addCharges, oldRunIds } from "./filled-project";
import { rowsRead } from "./rows-read";

const [FEW_CHARGES, MANY_CHARGES] = [10_000, 100_000];
const MANY_PROJECTS = 50;
const CURSORS = ["before", "after"];

interface Query {
  name: string;
  path: ProcedurePath;
  isNextPage: boolean;
}

/** All queries. A query with a cursor occurs twice: for the first page of results and for a later page. */
const QUERIES: Query[] = procedures()
  .filter(({ type }) => type === "query")
  .flatMap(({ path, input }) => [
    { name: path, path, isNextPage: false },
    ...(CURSORS.some((cursor) => cursor in (input.properties ?? {}))
      ? [{ name: `${path}, the next page`, path, isNextPage: true }]
      : []),
  ]);

let own: TestDatabase;
let ids: Ids;
let ownerOfOne: SessionUser;
let ownerOfMany: SessionUser;
/** The number of rows that each query reads when the project has few charges. */
const rowsWithFew = new Map<string, number>();

beforeAll(async () => {
  own = await emptyDatabase();
  const projectIds = await Promise.all(
    Array.from({ length: MANY_PROJECTS }, () => makeProject(own.db)),
  );
  const [projectId = ""] = projectIds;
  const unused = {
    keyId: newId(),
    budgetChangeId: newId(),
    channelId: newId(),
    spareChannelId: newId(),
    alertId: newId(),
    email: "",
    invitedEmail: "",
    sessionId: newId(),
  };
  ids = { ...(await oldRunIds(own.sql)), projectId, ...unused };
  ownerOfOne = await insertOwner([projectId]);
  ownerOfMany = await insertOwner(projectIds);
  await fill(0, FEW_CHARGES);
  for (const query of QUERIES) rowsWithFew.set(query.name, await rowsFor(query));
  await fill(FEW_CHARGES, MANY_CHARGES);
}, 240_000);

async function insertOwner(projectIds: readonly string[]): Promise<SessionUser> {
  const owner = await insertUser(own.db);
  for (const projectId of projectIds) await insertMembership(own.db, projectId, owner, "owner");
  return owner;
}

async function fill(from: number, to: number): Promise<void> {
  await addCharges(own.sql, { projectId: ids.projectId, now: NOW, from, to });
  await own.sql`analyze`;
  await rebuild(own.tenantOf(ids.projectId), ids.projectId);
  await own.sql`vacuum analyze`;
}

async function call(
  owner: SessionUser,
  { path, isNextPage, input: further }: Pick<Query, "path" | "isNextPage"> & { input?: object },
): Promise<void> {
  const fields = Object.entries(inputOf(PROCEDURE_ACCESS[path], ids));
  const input = Object.fromEntries(
    fields.filter(([name]) => isNextPage || !CURSORS.includes(name)),
  );
  const { status } = await callOverHttp(contextOf(own.app.db, owner), "query", path, {
    ...input,
    ...further,
  });
  expect(status).toBe(200);
}

async function rowsFor(query: Parameters<typeof call>[1]): Promise<number> {
  let rows = 0;
  for (const statement of await sentBy(() => call(ownerOfOne, query)))
    rows += await rowsRead(own.sql, [ids.projectId], statement);
  return rows;
}

describe.each(QUERIES)("$name", (query) => {
  test("reads no more rows of 100,000 charges than of 10,000", async () => {
    expect(await rowsFor(query)).toBeLessThanOrEqual(rowsWithFew.get(query.name) ?? Number.NaN);
  });

  test("takes as many statements for fifty projects as for one", async () => {
    const texts = await statementsOf(() => call(ownerOfOne, query));
    expect(texts.length).toBeGreaterThan(0);
    expect(await statementsOf(() => call(ownerOfMany, query))).toEqual(texts);
  });
});

/** Inputs that look through rows until they find enough, and the most rows that they may read. */
const BOUNDED: [ProcedurePath, object, number][] = [
  ["pipelineRuns.list", { sort: "cost" }, 1_500],
  ["pipelineRuns.list", { sort: "cost", search: "no such run" }, 4_500],
  ["pipelineRuns.list", { search: "no such run" }, 4_500],
  ["pipelineRuns.list", { statuses: ["no such status"], day: "2026-10-01" }, 1_500],
  ["pipelineRuns.list", { agentTypes: ["no such type"] }, 14_500],
  ["aiCost.getRecentTransactions", { filter: { models: ["no such model"] } }, 11_000],
  ["aiCost.getRecentTransactions", { filter: { agentTypes: ["no such type"] } }, 21_000],
];

describe.each([false, true])("with a filter that few rows meet, next page: %s", (isNextPage) => {
  test.each(BOUNDED)("%s with %j reads at most %i rows", async (path, input, mostRows) => {
    expect(await rowsFor({ path, isNextPage, input })).toBeLessThanOrEqual(mostRows);
  });
});
