import { newId } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { type Mailer, mailWorker } from "@ai-cost/notifications";
import { makeChannel } from "@ai-cost/notifications/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../index";
import { insertAlert } from "../testing/alerts";
import { auditEventsOf } from "../testing/audit-events";
import { contextOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { AUTH_SECRET } from "../testing/context-settings";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";
import { callOverHttp } from "../testing/http";
import { type ProcedurePath, procedures } from "../testing/procedures";

/** A separate database for this file, in which a test can make commits fail. */
let database: Awaited<ReturnType<typeof emptyDatabase>>;
/** A mail server is configured, but no mail leaves the outbox while a test looks at it. */
let mail: Mailer;
beforeAll(async () => {
  database = await emptyDatabase();
  const worker = mailWorker({
    db: database.app.db,
    smtpUrl: "smtp://127.0.0.1:1",
    mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
    secret: AUTH_SECRET,
    log: console,
    times: { pollMs: 3_600_000 },
  });
  afterAll(worker.stop);
  mail = { enqueue: worker.enqueue, wake: () => {} };
  await database.sql`create function refuse() returns trigger language plpgsql
    as $$ begin raise exception 'not now'; end $$`;
});

let fixture: Fixture;
let keyId: string;
let channelId: string;
let alertId: string;
const email = `${newId()}@example.com`;
const price = { model: "house-7b", inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
const agentName = { agentName: "Scout", agentType: "research" };

interface Change {
  path: ProcedurePath;
  input: () => Record<string, unknown>;
  /** A change that must be made first, because this change needs its result. */
  before?: Change;
  action: string;
  from: string | null;
  to: string | null;
  /**
   * The status when the change is repeated, which must change nothing. Absent when a repetition creates
   * something new.
   */
  again?: 200 | 404 | 409;
}

const setBudget: Change = {
  path: "aiCost.setBudgetLimit",
  input: () => ({ limitDollars: 250 }),
  action: "budget.set",
  from: null,
  to: "250.00",
  again: 200,
};
const invite: Change = {
  path: "invitations.create",
  input: () => ({ email, role: "member" }),
  action: "invitation.create",
  from: null,
  to: `member ${email}`,
};
const createKey: Change = {
  path: "ingestKeys.create",
  input: () => ({ name: "Nightly" }),
  action: "ingest-key.create",
  from: null,
  to: expect.stringMatching(/^Nightly \(….{4}\)$/),
};
const setPrice: Change = {
  path: "modelPrices.set",
  input: () => price,
  action: "model-price.set",
  from: null,
  to: "house-7b: $3 in, $15 out",
  again: 200,
};
const setName: Change = {
  path: "agentNames.set",
  input: () => agentName,
  action: "agent-name.set",
  from: null,
  to: "Scout → research",
  again: 200,
};

const scope = { kind: "agentType", value: "research" };
const setScopedBudget: Change = {
  path: "budgets.set",
  input: () => ({ scope, limitDollars: 100 }),
  action: "budget.set-scoped",
  from: null,
  to: "research: $100.00, alerts at 80 %, 100 %",
  again: 200,
};

const addWebhook: Change = {
  path: "alerts.addChannel",
  input: () => ({ kind: "webhook", target: "https://receiver.example.com/hook", name: "Ops" }),
  action: "alert-channel.add",
  from: null,
  to: "webhook Ops",
};
const addAddress: Change = {
  path: "alerts.addChannel",
  input: () => ({ kind: "email", target: email }),
  action: "alert-channel.add",
  from: null,
  to: `e-mail ${email}`,
};

/** Every mutation and its audit event. */
const CHANGES: readonly Change[] = [
  setBudget,
  setScopedBudget,
  invite,
  createKey,
  setPrice,
  setName,
  addWebhook,
  {
    path: "alerts.setChannel",
    input: () => ({ channelId, isOn: false, alertKinds: ["forecast"] }),
    before: addWebhook,
    action: "alert-channel.change",
    from: "webhook Ops (https://receiver.example.com/hook): on, threshold, forecast, channel broken",
    to: "webhook Ops (https://receiver.example.com/hook): off, forecast",
    again: 200,
  },
  {
    path: "alerts.removeChannel",
    input: () => ({ channelId }),
    before: addWebhook,
    action: "alert-channel.remove",
    from: "webhook Ops",
    to: null,
    again: 200,
  },
  {
    path: "alerts.testChannel",
    input: () => ({ channelId }),
    before: addWebhook,
    action: "alert-channel.test",
    from: null,
    to: "webhook Ops",
  },
  {
    path: "alerts.rotateSecret",
    input: () => ({ channelId }),
    before: addWebhook,
    action: "alert-channel.rotate-secret",
    from: null,
    to: "webhook Ops",
  },
  {
    path: "alerts.confirmAgain",
    input: () => ({ channelId }),
    before: addAddress,
    action: "alert-channel.ask-again",
    from: null,
    to: `e-mail ${email}`,
  },
  {
    path: "alerts.resend",
    input: () => ({ alertId }),
    action: "alert.resend",
    from: null,
    to: `threshold of ${NOW.toISOString()}`,
    again: 409,
  },
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
    before: setBudget,
    action: "budget.clear",
    from: "250.00",
    to: null,
    again: 200,
  },
  {
    path: "budgets.remove",
    input: () => ({ scope }),
    before: setScopedBudget,
    action: "budget.remove-scoped",
    from: "research: $100.00, alerts at 80 %, 100 %",
    to: null,
    again: 200,
  },
  {
    path: "projects.changeMemberRole",
    input: () => ({ email: fixture.member.email, role: "admin" }),
    action: "member.change-role",
    from: expect.stringMatching(/^member .+@example.com$/),
    to: expect.stringMatching(/^admin .+@example.com$/),
    again: 200,
  },
  {
    path: "projects.removeMember",
    input: () => ({ email: fixture.member.email }),
    action: "member.remove",
    from: expect.stringMatching(/^member .+@example.com$/),
    to: null,
    again: 404,
  },
  {
    path: "projects.leave",
    input: () => ({}),
    before: {
      path: "projects.changeMemberRole",
      input: () => ({ email: fixture.admin.email, role: "owner" }),
      action: "member.change-role",
      from: "",
      to: "",
    },
    action: "member.leave",
    from: expect.stringMatching(/^owner .+@example.com$/),
    to: null,
    again: 404,
  },
  {
    path: "invitations.renew",
    input: () => ({ email }),
    before: invite,
    action: "invitation.renew",
    from: null,
    to: `member ${email}`,
  },
  {
    path: "invitations.changeRole",
    input: () => ({ email, role: "admin" }),
    before: invite,
    action: "invitation.change-role",
    from: `member ${email}`,
    to: `admin ${email}`,
    again: 200,
  },
  {
    path: "invitations.revoke",
    input: () => ({ email }),
    before: invite,
    action: "invitation.revoke",
    from: `member ${email}`,
    to: null,
    again: 404,
  },
  {
    path: "ingestKeys.revoke",
    input: () => ({ keyId }),
    before: createKey,
    action: "ingest-key.revoke",
    from: expect.stringMatching(/^Nightly \(….{4}\)$/),
    to: null,
    again: 200,
  },
  {
    path: "modelPrices.remove",
    input: () => ({ model: price.model }),
    before: setPrice,
    action: "model-price.remove",
    from: "house-7b: $3 in, $15 out",
    to: null,
    again: 200,
  },
  {
    path: "modelPrices.applyToPastCharges",
    input: () => ({ model: price.model }),
    before: setPrice,
    action: "model-price.apply",
    from: null,
    to: "house-7b: 1 past charge, $0.003",
    again: 200,
  },
  {
    path: "agentNames.remove",
    input: () => ({ agentName: agentName.agentName }),
    before: setName,
    action: "agent-name.remove",
    from: "Scout → research",
    to: null,
    again: 200,
  },
];

interface MadeIds {
  projectId?: string;
  keyId?: string;
  channelId?: string;
}

/** Makes the change as the owner. Later changes use the project or key that this change creates. */
async function make({ path, input }: Change): Promise<number> {
  const context: Context = { ...contextOf(database.app.db, fixture.owner), mail };
  const fullInput = {
    ...(path !== "projects.create" && { projectId: fixture.projectId }),
    ...input(),
  };
  const { status, body } = await callOverHttp(context, "mutation", path, fullInput);
  const data = (body as { result?: { data: MadeIds } }).result?.data;
  if (data?.projectId) fixture.projectId = data.projectId;
  if (data?.keyId) keyId = data.keyId;
  if (data?.channelId) channelId = data.channelId;
  return status;
}

const events = () => auditEventsOf(database.db, fixture.projectId);

/** All tables that the changes write to, for all projects. The last one is the audit trail. */
const TABLES = [
  "projects",
  "memberships",
  "invitations",
  "billing_settings",
  "budgets",
  "budget_changes",
  "ingest_keys",
  "model_prices",
  "agent_names",
  "credit_transactions",
  "alert_channels",
  "project_outbox",
  "alerts",
  "account_outbox",
  "audit_events",
] as const;

async function stored() {
  const rows = TABLES.map(
    (table) => database.sql`select * from ${database.sql(table)} order by 1, 2`,
  );
  return Object.fromEntries((await Promise.all(rows)).map((found, i) => [TABLES[i], [...found]]));
}

/** While `work` runs, the commit of every transaction that writes to one of the tables fails. */
async function withFailingCommits(tables: readonly string[], work: () => Promise<void>) {
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
  fixture = await insertFixture(database.db);
  await recordCharges(database.tenantOf, fixture.projectId, [
    { model: price.model, amountMicroUsd: null, inputTokens: 1000n },
  ]);
  const { projectId } = fixture;
  alertId = await insertAlert(database, projectId, await makeChannel(database.db, { projectId }));
  await database.sql`update project_outbox set delivered_at = null where alert_id = ${alertId}`;
});

/** A change of what is a person's own belongs to no project, so no project's audit trail records it. */
const isOfPerson = (path: string) => /^(account|portfolioBudget)\./.test(path);

test("the list has every mutation of the router that belongs to a project", () => {
  const mutations = procedures().filter(
    ({ type, path }) => type === "mutation" && !isOfPerson(path),
  );
  expect(CHANGES.map(({ path }) => path).sort()).toEqual(mutations.map(({ path }) => path).sort());
});

test.each(CHANGES)("$path is recorded once, and not again when it is repeated", async (change) => {
  if (change.before) await make(change.before);
  const before = change.before ? await events() : [];
  expect(await make(change)).toBe(200);
  const { action, from, to, again } = change;
  const event = { actorId: fixture.owner.id, action, from, to, at: NOW };
  expect(await events()).toEqual([...before, event]);
  if (again === undefined) return;
  expect(await make(change)).toBe(again);
  expect(await events()).toEqual([...before, event]);
});

test.each(CHANGES)("$path and its event are stored together or not at all", async (change) => {
  if (change.before) await make(change.before);
  const before = await stored();
  for (const tables of [["audit_events"], TABLES.slice(0, -1)]) {
    await withFailingCommits(tables, async () => expect(await make(change)).toBe(500));
    expect(await stored()).toEqual(before);
  }
});
