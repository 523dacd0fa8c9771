import { newId } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import type { AnyProcedure } from "@trpc/server";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { appRouter, type Context } from "../index";
import { changesOf } from "../testing/changes-of";
import { ask } from "../testing/wire";
import { contextOf, NOW, newWorld, type World } from "../testing/world";

/** A database of its own, where what is stored can be made to fail. */
let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  database = await emptyDatabase();
  await database.sql`create function refuse() returns trigger language plpgsql
    as $$ begin raise exception 'not now'; end $$`;
});

let world: World;
let keyId: string;
const email = `${newId()}@example.com`;
const price = { model: "house-7b", inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
const agentName = { agentName: "Scout", agentType: "research" };

interface Change {
  path: string;
  input: () => Record<string, unknown>;
  /** What was changed before, so that there is something to change; it is kept as well. */
  before?: Change;
  action: string;
  from: string | null;
  to: string | null;
  /** Absent where it is made anew each time; else the same again is no change: it answers so. */
  again?: 200 | 404;
}

const budgetSet: Change = {
  path: "aiCost.setBudgetLimit",
  input: () => ({ limitDollars: 250 }),
  action: "budget.set",
  from: null,
  to: "250.00",
  again: 200,
};
const memberAdded: Change = {
  path: "projects.addMember",
  input: () => ({ email, role: "member" }),
  action: "member.add",
  from: null,
  to: `member ${email}`,
  again: 200,
};
const keyMade: Change = {
  path: "ingestKeys.create",
  input: () => ({ name: "Nightly" }),
  action: "ingest-key.create",
  from: null,
  to: expect.stringMatching(/^Nightly \(….{4}\)$/),
};
const priceSet: Change = {
  path: "modelPrices.set",
  input: () => price,
  action: "model-price.set",
  from: null,
  to: "house-7b: $3 in, $15 out",
  again: 200,
};
const nameSet: Change = {
  path: "agentNames.set",
  input: () => agentName,
  action: "agent-name.set",
  from: null,
  to: "Scout → research",
  again: 200,
};

/** Every mutation, and what is kept of it. */
const CHANGES: readonly Change[] = [
  budgetSet,
  memberAdded,
  keyMade,
  priceSet,
  nameSet,
  {
    path: "projects.create",
    input: () => ({ name: "Nova" }),
    action: "project.create",
    from: null,
    to: "Nova",
  },
  {
    path: "aiCost.clearBudgetLimit",
    input: () => ({}),
    before: budgetSet,
    action: "budget.clear",
    from: "250.00",
    to: null,
    again: 200,
  },
  {
    path: "projects.changeMemberRole",
    input: () => ({ email, role: "admin" }),
    before: memberAdded,
    action: "member.change-role",
    from: `member ${email}`,
    to: `admin ${email}`,
    again: 200,
  },
  {
    path: "projects.removeMember",
    input: () => ({ email }),
    before: memberAdded,
    action: "member.remove",
    from: `member ${email}`,
    to: null,
    again: 404,
  },
  {
    path: "ingestKeys.revoke",
    input: () => ({ keyId }),
    before: keyMade,
    action: "ingest-key.revoke",
    from: expect.stringMatching(/^Nightly \(….{4}\)$/),
    to: null,
    again: 200,
  },
  {
    path: "modelPrices.remove",
    input: () => ({ model: price.model }),
    before: priceSet,
    action: "model-price.remove",
    from: "house-7b: $3 in, $15 out",
    to: null,
    again: 200,
  },
  {
    path: "agentNames.remove",
    input: () => ({ agentName: agentName.agentName }),
    before: nameSet,
    action: "agent-name.remove",
    from: "Scout → research",
    to: null,
    again: 200,
  },
];

/** As the owner, over the wire; remembers the project or the key that an answer names. */
async function make({ path, input }: Change): Promise<number> {
  const context: Context = contextOf(database.app.db, world.owner);
  const asked = { ...(path !== "projects.create" && { projectId: world.projectId }), ...input() };
  const { status, body } = await ask(context, "mutation", path, asked);
  const data = (body as { result?: { data: { projectId?: string; keyId?: string } } }).result?.data;
  if (data?.projectId) world.projectId = data.projectId;
  if (data?.keyId) keyId = data.keyId;
  return status;
}

const kept = () => changesOf(database.db, world.projectId);

/** All that people can change, and what is kept of it, of every project. */
const TABLES = [
  "projects",
  "memberships",
  "invitations",
  "billing_settings",
  "ingest_keys",
  "model_prices",
  "agent_names",
  "audit_events",
] as const;

async function stored() {
  const rows = TABLES.map(
    (table) => database.sql`select * from ${database.sql(table)} order by 1, 2`,
  );
  return Object.fromEntries((await Promise.all(rows)).map((found, i) => [TABLES[i], [...found]]));
}

/** Makes the commit of whatever touches one of the tables fail while `work` goes on. */
async function refusing(tables: readonly string[], work: () => Promise<void>) {
  for (const table of tables)
    await database.sql`create constraint trigger refuse after insert or update or delete
      on ${database.sql(table)} deferrable initially deferred
      for each row execute function refuse()`;
  try {
    await work();
  } finally {
    for (const table of tables) await database.sql`drop trigger refuse on ${database.sql(table)}`;
  }
}

beforeEach(async () => {
  world = await newWorld(database.db);
});

test("every mutation stands in this table", () => {
  // Its type nests what stands flat there.
  const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
  const mutations = Object.keys(procedures).filter(
    (path) => procedures[path]?._def.type === "mutation",
  );
  expect(CHANGES.map(({ path }) => path).sort()).toEqual(mutations.sort());
});

test.each(CHANGES)("$path is kept once, the same again not at all", async (change) => {
  if (change.before) await make(change.before);
  const before = change.before ? await kept() : [];
  expect(await make(change)).toBe(200);
  const { action, from, to, again } = change;
  const event = { actorId: world.owner.id, action, from, to, at: NOW };
  expect(await kept()).toEqual([...before, event]);
  if (again === undefined) return;
  expect(await make(change)).toBe(again);
  expect(await kept()).toEqual([...before, event]);
});

test.each(CHANGES)("$path and its event are stored together or not at all", async (change) => {
  if (change.before) await make(change.before);
  const before = await stored();
  for (const tables of [["audit_events"], TABLES.slice(0, -1)]) {
    await refusing(tables, async () => expect(await make(change)).toBe(500));
    expect(await stored()).toEqual(before);
  }
});
