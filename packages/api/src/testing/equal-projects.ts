import { makeIngestKey } from "@ai-cost/auth/testing";
import { newId } from "@ai-cost/db";
import type { TestDatabase } from "@ai-cost/db/testing";
import type { SessionUser } from "../index";
import { insertAlert } from "./alerts";
import { callerOf } from "./callers";
import { recordCharges } from "./charges";
import {
  type Fixture,
  insertFixture,
  insertMembership,
  insertSession,
  insertUser,
  NOW,
} from "./fixture";
import type { Ids } from "./procedure-access";

export interface EqualProjects extends Fixture {
  ids: Ids;
  foreignIds: Ids;
}

/** Two projects with rows in every tenant table. The rows differ only in their ids. */
export async function insertEqualProjects(own: TestDatabase): Promise<EqualProjects> {
  const fixture = await insertFixture(own.db);
  const { projectId, owner, foreignProjectId, stranger } = fixture;
  return {
    ...fixture,
    ids: await fill(own, projectId, owner),
    foreignIds: await fill(own, foreignProjectId, stranger),
  };
}

async function fill(own: TestDatabase, projectId: string, owner: SessionUser): Promise<Ids> {
  const [charge] = await recordCharges(own.tenantOf, projectId, [
    { run: "nightly", job: "scout" },
    { run: "nightly", job: "probe", amountMicroUsd: null },
  ]);
  if (!charge) throw new Error("no charge was recorded");
  const { agentNames, aiCost, alerts, auditEvents, budgets, invitations, modelPrices } = callerOf(
    own.app.db,
    owner,
  );
  const { keyId } = await makeIngestKey(own.db, projectId);
  await aiCost.setBudgetLimit({ projectId, limitDollars: 250 });
  await budgets.set({
    projectId,
    scope: { kind: "agentType", value: "research" },
    limitDollars: 100,
  });
  const [, budgetChange] = await budgets.history({ projectId });
  const prices = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  await modelPrices.set({ projectId, model: "a-model", ...prices });
  await agentNames.set({ projectId, agentName: "Scout", agentType: "research" });
  await insertReported(own, projectId, charge.chargeId);
  const webhook = { projectId, kind: "webhook", target: "https://receiver.example.com" } as const;
  const { channelId } = await alerts.addChannel({ ...webhook, name: "A webhook" });
  const spare = await alerts.addChannel({ ...webhook, name: "Another webhook" });
  const alertId = await insertAlert(own, projectId, channelId);
  const member = await insertUser(own.db);
  await insertMembership(own.db, projectId, member, "member");
  const invitedEmail = `${newId()}@example.com`;
  await invitations.create({ projectId, email: invitedEmail, role: "member" });
  const [event] = await auditEvents.list({ projectId });
  const { runId, jobId, chargeId } = charge;
  return {
    projectId,
    runId,
    jobId,
    chargeId,
    keyId,
    eventId: event?.id ?? "",
    budgetChangeId: budgetChange?.id ?? "",
    channelId,
    spareChannelId: spare.channelId,
    alertId,
    email: member.email,
    invitedEmail,
    sessionId: await insertSession(own.db, owner),
  };
}

/** Inserts rows into the tables that the application fills only when it receives certain usage reports. */
async function insertReported({ sql }: TestDatabase, projectId: string, chargeId: string) {
  const [trace, span, at] = ["a".repeat(32), "b".repeat(16), NOW.toISOString()];
  await sql`insert into trace_spans values (${projectId}, ${trace}, ${span}, null, 'a service', true,
    'Scout', false, true, false, ${at}, ${at})`;
  await sql`
    insert into unsettled_jobs (project_id, trace_id, job_external_id, span_id, received_at)
    values (${projectId}, ${trace}, 'scout', ${span}, ${at})`;
  await sql`
    insert into reported_changes (project_id, idempotency_key, content_hash, recorded_at)
    values (${projectId}, 'a report', '', ${at})`;
  await sql`insert into charge_keys values (${projectId}, 'another key', ${chargeId})`;
  await sql`insert into imported_days values (${projectId}, ${at}, 'openai', 'import openai-usage')`;
  await sql`
    insert into monthly_usage_gaps (project_id, month, source, usage_gap, calls, cost_micro_usd,
      input_tokens, output_tokens)
    values (${projectId}, '2026-01', 'a client', 'no_counts', 0, 0, 0, 0)`;
  await sql`
    insert into seen_names values (${projectId}, 'model', 'a-model', ${at}) on conflict do nothing`;
}
