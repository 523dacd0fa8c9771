import { projects, users } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { budgetStatus, limitMicroUsdFromText } from "@ai-cost/domain";
import { reconcile } from "@ai-cost/ledger";
import { beforeAll, expect, test } from "vitest";
import { loadDemoStory } from "./load-demo-story";
import { PRODUCTS } from "./story/company/products";
import { generateStory } from "./story/product-story";

const NOW = new Date("2028-02-29T23:59:30.000Z");
const A_DAY_LATER = new Date("2028-03-01T23:59:30.000Z");

type Empty = Awaited<ReturnType<typeof emptyDatabase>>;
let database: Empty;

/**
 * Stops a load after ten thousand charges, and then starts a second load with a clock one day
 * later.
 */
beforeAll(async () => {
  database = await emptyDatabase();
  const { databaseUrl } = database;
  const interrupt = () => {
    throw new Error("interrupted");
  };
  await expect(loadDemoStory({ databaseUrl, now: NOW, onProgress: interrupt })).rejects.toThrow(
    "interrupted",
  );
  const lines: string[] = [];
  await loadDemoStory({ databaseUrl, now: A_DAY_LATER, onProgress: (line) => lines.push(line) });
  expect(lines[0]).toMatch(/^Demo story: \d\d,\d{3} of \d\d,\d{3} charges$/);
}, 120_000);

const counts = async ({ sql }: Empty) => {
  const [found] = await sql`
    select (select count(*) from credit_transactions)::int as entries,
      (select count(*) from agent_jobs)::int as jobs,
      (select count(*) from pipeline_runs)::int as runs,
      (select count(*) from users)::int as users,
      (select count(*) from memberships)::int as memberships,
      (select count(*) from billing_settings)::int as settings,
      (select count(*) from audit_events)::int as events`;
  return found;
};

test("the next start finishes an interrupted load, with the moment of the interrupted one", async () => {
  const stories = PRODUCTS.map((product) => generateStory(product, NOW));
  const runs = stories.flatMap((story) => story.runs);
  const entries = stories.flatMap(({ adjustments, credits }) => [...adjustments, ...credits]);
  const charges = runs.flatMap(({ reports }) => reports);
  expect(await counts(database)).toMatchObject({
    entries: charges.length + entries.length,
    runs: runs.length,
    users: 4,
    memberships: 8,
    settings: 5,
    events: 12,
  });
  const [latest] = await database.sql`select max(occurred_at)::text as at from credit_transactions`;
  expect(new Date(latest?.at)).toEqual(NOW);
}, 60_000);

test("a finished story is not changed on a later day", async () => {
  const before = await counts(database);
  const onProgress = (line: string) => expect.fail(line);
  await loadDemoStory({ ...database, now: A_DAY_LATER, onProgress });
  expect(await counts(database)).toEqual(before);
});

test("the rollups equal the ledger", async () => {
  for (const { projectId } of PRODUCTS)
    expect(await reconcile(database.tenantOf(projectId), projectId)).toEqual([]);
});

test("each product has its budget status, by the rollups and the stored limits", async () => {
  const rows = await database.sql`
    select project.name, setting.value, coalesce(sum(spend.cost_micro_usd), 0)::bigint as spent,
      coalesce(sum(spend.unpriced_charges), 0)::int as unpriced
    from projects project
    left join billing_settings setting
      on setting.project_id = project.id and setting.key = 'ai_budget_monthly_limit'
    left join monthly_agent_spend spend
      on spend.project_id = project.id and spend.month = '2028-02'
    group by project.name, setting.value order by project.name`;
  const states = rows.map(({ name, value, spent, unpriced }) => [
    name,
    budgetStatus(spent, value === null ? null : limitMicroUsdFromText(value)),
    unpriced > 0,
  ]);
  expect(states).toEqual([
    ["Atlas", "warning", false],
    ["Beacon", "ok", false],
    ["Courier", "exceeded", false],
    ["Drift", "none", true],
    ["Ember", "none", false],
    ["Harbor", "ok", false],
  ]);
});

test("one person owns five products, two are members of the main product, and one owns another product", async () => {
  const rows = await database.sql`
    select person.email, string_agg(project.name || ' ' || role, ', ' order by project.name) as work
    from memberships
    join users person on person.id = user_id join projects project on project.id = project_id
    group by person.email order by person.email`;
  expect(rows.map(({ email, work }) => [email, work])).toEqual([
    ["admin@example.com", "Atlas admin"],
    ["member@example.com", "Atlas member"],
    ["owner@example.com", "Atlas owner, Beacon owner, Courier owner, Drift owner, Ember owner"],
    ["stranger@example.com", "Harbor owner"],
  ]);
});

test("the audit trail has the changes of the demo people, oldest first", async () => {
  const rows = await database.sql`
    select person.email, action, "from", "to", at::date::text as day from audit_events
    join users person on person.id = actor_id
    where project_id = ${PRODUCTS[0]?.projectId ?? ""} order by at, audit_events.id`;
  const by = { email: "owner@example.com", from: null, day: "2027-02-01" };
  expect([...rows]).toEqual([
    { ...by, action: "project.create", to: "Atlas" },
    { ...by, action: "member.add", to: "admin admin@example.com" },
    { ...by, action: "member.add", to: "member member@example.com" },
    { ...by, action: "budget.set", to: expect.stringMatching(/^\d+\.\d\d$/) },
  ]);
});

test("a database with other projects is not changed", async () => {
  const own = await emptyDatabase();
  await own.db
    .insert(projects)
    .values({ id: "0198f3a0-0000-7000-8000-0000000000aa", name: "Mine", createdAt: NOW });
  await loadDemoStory({ ...own, now: NOW, onProgress: (line) => expect.fail(line) });
  expect(await own.db.select().from(users)).toEqual([]);
  expect(await own.db.select().from(projects)).toHaveLength(1);
});
