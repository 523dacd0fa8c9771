import {
  type Ids,
  inputOf,
  PROCEDURE_ACCESS,
  type ProcedurePath,
  procedures,
} from "@ai-cost/api/testing";
import { memberships, newId, users } from "@ai-cost/db";
import {
  emptyDatabase,
  makeProject,
  sentBy,
  statementsOf,
  type TestDatabase,
} from "@ai-cost/db/testing";
import { rebuild } from "@ai-cost/ledger";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, callerOf } from "../procedures/caller";
import { rowsRead } from "./rows-read";
import { addUse, oldRunIds } from "./used-project";

const NOW = new Date("2026-11-15T12:00:00.000Z");
const [FEW_CHARGES, MANY_CHARGES] = [10_000, 100_000];
const MANY_PROJECTS = 50;
const CURSORS = ["before", "after"];

interface Question {
  what: string;
  path: ProcedurePath;
  isNextPage: boolean;
}

/** Every question of the router; one that answers in pages is asked for a later one as well. */
const QUESTIONS: Question[] = procedures()
  .filter(({ type }) => type === "query")
  .flatMap(({ path, input }) => [
    { what: path, path, isNextPage: false },
    ...(CURSORS.some((cursor) => cursor in (input.properties ?? {}))
      ? [{ what: `${path}, the next page`, path, isNextPage: true }]
      : []),
  ]);

let own: TestDatabase;
let ids: Ids;
/** The owner of the used project alone, and one of fifty. */
let ofOne: Caller;
let ofMany: Caller;
const rowsOfFew = new Map<string, number>();

beforeAll(async () => {
  own = await emptyDatabase();
  const projectIds = await Promise.all(
    Array.from({ length: MANY_PROJECTS }, () => makeProject(own.db)),
  );
  const [projectId = ""] = projectIds;
  ids = { ...(await oldRunIds(own.sql)), projectId, keyId: newId(), email: "" };
  [ofOne, ofMany] = [await newOwner([projectId]), await newOwner(projectIds)];
  await use(0, FEW_CHARGES);
  for (const question of QUESTIONS) rowsOfFew.set(question.what, await rowsFor(question));
  await use(FEW_CHARGES, MANY_CHARGES);
}, 240_000);

async function newOwner(projectIds: readonly string[]): Promise<Caller> {
  const id = newId();
  const person = { id, email: `${id}@example.com`, name: "An owner" };
  await own.db.insert(users).values({ ...person, createdAt: NOW, updatedAt: NOW });
  const membership = { userId: id, role: "owner", createdAt: NOW } as const;
  await own.db
    .insert(memberships)
    .values(projectIds.map((projectId) => ({ ...membership, projectId })));
  return callerOf(own.app.db, person, NOW);
}

async function use(from: number, to: number): Promise<void> {
  await addUse(own.sql, { projectId: ids.projectId, now: NOW, from, to });
  await own.sql`analyze`;
  await rebuild(own.tenantOf(ids.projectId), ids.projectId);
  await own.sql`vacuum analyze`;
}

function ask(caller: Caller, { path, isNextPage }: Question): Promise<unknown> {
  const fields = Object.entries(inputOf(PROCEDURE_ACCESS[path], ids));
  return caller(
    path,
    Object.fromEntries(fields.filter(([name]) => isNextPage || !CURSORS.includes(name))),
  );
}

async function rowsFor(question: Question): Promise<number> {
  let rows = 0;
  for (const statement of await sentBy(() => ask(ofOne, question)))
    rows += await rowsRead(own.sql, [ids.projectId], statement);
  return rows;
}

describe.each(QUESTIONS)("$what", (question) => {
  test("reads no more rows of 100,000 charges than of 10,000", async () => {
    expect(await rowsFor(question)).toBeLessThanOrEqual(rowsOfFew.get(question.what) ?? Number.NaN);
  });

  test("takes as many statements for fifty projects as for one", async () => {
    const texts = await statementsOf(() => ask(ofOne, question));
    expect(texts.length).toBeGreaterThan(0);
    expect(await statementsOf(() => ask(ofMany, question))).toEqual(texts);
  });
});
