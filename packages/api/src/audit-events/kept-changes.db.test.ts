import { newId } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/devkit/testing";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { appRouter, type Context } from "../index";
import { changesOf } from "../testing/changes-of";
import { ask } from "../testing/wire";
import { contextOf, NOW, newWorld, type World } from "../testing/world";

/** A database of its own, where the record of changes can be made to fail. */
let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  database = await emptyDatabase();
  await database.sql`create function refuse() returns trigger language plpgsql
    as $$ begin raise exception 'no more changes are kept'; end $$`;
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
  const context: Context = contextOf(database.db, world.owner);
  const asked = { ...(path !== "projects.create" && { projectId: world.projectId }), ...input() };
  const { status, body } = await ask(context, "mutation", path, asked);
  const data = (body as { result?: { data: { projectId?: string; keyId?: string } } }).result?.data;
  if (data?.projectId) world.projectId = data.projectId;
  if (data?.keyId) keyId = data.keyId;
  return status;
}

const kept = () => changesOf(database.db, world.projectId);

/** All that people can change, of every project. */
const stored = () => database.sql`
  select (select json_agg(t order by t::text) from projects t) as projects,
    (select json_agg(t order by t::text) from memberships t) as memberships,
    (select json_agg(t order by t::text) from invitations t) as invitations,
    (select json_agg(t order by t::text) from billing_settings t) as settings,
    (select json_agg(t order by t::text) from ingest_keys t) as keys,
    (select json_agg(t order by t::text) from model_prices t) as prices,
    (select json_agg(t order by t::text) from agent_names t) as names`;

beforeEach(async () => {
  world = await newWorld(database.db);
});

test("every mutation stands in this table", () => {
  const mutations = Object.entries(appRouter._def.procedures).filter(
    ([, procedure]) => procedure._def.type === "mutation",
  );
  expect(CHANGES.map(({ path }) => path).sort()).toEqual(mutations.map(([path]) => path).sort());
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

test.each(CHANGES)("$path is not made when it cannot be kept", async (change) => {
  if (change.before) await make(change.before);
  const before = await stored();
  await database.sql`create trigger refuse before insert on audit_events execute function refuse()`;
  try {
    expect(await make(change)).toBe(500);
  } finally {
    await database.sql`drop trigger refuse on audit_events`;
  }
  expect(await stored()).toEqual(before);
});
