import { creditTransactions, newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { addCredits, correctCharge, refundCharge } from "@ai-cost/ledger";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const recent = (before?: string) =>
  callerOf(app.db, fixture.member).aiCost.getRecentTransactions({
    projectId: fixture.projectId,
    before,
  });
const scope = () => ({ projectId: fixture.projectId, now: NOW });

test("a charge has its job, run, tokens, cost and time", async () => {
  const [ids] = await recordCharges(tenantOf, fixture.projectId, [
    {
      run: "nightly",
      agentType: "release",
      model: "a-model",
      amountMicroUsd: 14_574n,
      inputTokens: 4808n,
      outputTokens: 10n,
      at: "2026-11-14T10:20:30.456Z",
    },
  ]);
  expect(await recent()).toEqual([
    {
      id: ids?.chargeId,
      jobId: ids?.jobId,
      runId: ids?.runId,
      runExternalId: "nightly",
      agentType: "release",
      model: "a-model",
      inputTokens: 4808,
      outputTokens: 10,
      cost: 0.014574,
      refundedCost: 0,
      isCompleted: false,
      isSuperseded: false,
      priceNote: null,
      occurredAt: "2026-11-14T10:20:30.456Z",
    },
  ]);
});

test("a charge that turns out to be the call of another charge gave way to it, and costs nothing", async () => {
  const [kept, other] = await recordCharges(tenantOf, fixture.projectId, [
    { key: "a", at: "2026-11-14T02:00:00Z" },
    { key: "b", at: "2026-11-14T01:00:00Z" },
  ]);
  await recordCharges(tenantOf, fixture.projectId, [
    { key: "a", otherKeys: ["b"], at: "2026-11-14T02:00:00Z" },
  ]);
  expect(
    (await recent()).map(({ id, cost, inputTokens, isSuperseded }) => [
      id,
      cost,
      inputTokens,
      isSuperseded,
    ]),
  ).toEqual([
    [kept?.chargeId, 1, 1, false],
    [other?.chargeId, 0, 0, true],
  ]);
});

test("the first page has the 50 newest charges of all months, in whatever order they were recorded", async () => {
  const days = Array.from({ length: 60 }, (_, index) => index);
  const shuffled = days.toSorted((a, b) => ((a * 7) % 60) - ((b * 7) % 60));
  const instant = (day: number) => new Date(NOW.getTime() - day * 86_400_000).toISOString();
  await recordCharges(
    tenantOf,
    fixture.projectId,
    shuffled.map((day) => ({ at: instant(day) })),
  );
  expect((await recent()).map(({ occurredAt }) => occurredAt)).toEqual(
    days.slice(0, 50).map(instant),
  );
});

test("pages have no gaps and no repeated rows, even when many charges have the same time", async () => {
  const instants = ["2026-11-14T00:00:00.000Z", "2026-11-13T23:59:59.999Z"];
  const ids = await recordCharges(
    tenantOf,
    fixture.projectId,
    Array.from({ length: 125 }, (_, index) => ({ at: instants[index % 5 === 0 ? 1 : 0] ?? "" })),
  );
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let page = await recent(); page.length > 0; page = await recent(seen.at(-1))) {
    sizes.push(page.length);
    seen.push(...page.map(({ id }) => id));
  }
  expect(sizes).toEqual([50, 50, 25]);
  expect(new Set(seen)).toEqual(new Set(ids.map(({ chargeId }) => chargeId)));
  expect(seen).toHaveLength(125);
});

test("a charge that is recorded between two pages repeats no row and drops none", async () => {
  await recordCharges(
    tenantOf,
    fixture.projectId,
    Array.from({ length: 70 }, () => ({ at: "2026-11-14T00:00:00Z" })),
  );
  const first = await recent();
  await recordCharges(tenantOf, fixture.projectId, [{ at: "2026-11-15T00:00:00Z" }]);
  const second = await recent(first.at(-1)?.id);
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(70);
});

test("corrections and refunds are part of their charge, and purchased credits are not listed", async () => {
  const [unpriced, corrected, refunded] = await recordCharges(tenantOf, fixture.projectId, [
    { at: "2026-11-14T03:00:00Z", amountMicroUsd: null, model: null },
    { at: "2026-11-14T02:00:00Z", amountMicroUsd: null },
    { at: "2026-11-14T01:00:00Z", amountMicroUsd: 3_000_000n },
  ]);
  await correctCharge(tenantOf(fixture.projectId), scope(), {
    chargeId: corrected?.chargeId ?? "",
    amountMicroUsd: 2_000_000n,
  });
  const refund = (chargeId: string | undefined, amountMicroUsd: bigint) =>
    refundCharge(tenantOf(fixture.projectId), scope(), {
      idempotencyKey: newId(),
      chargeId: chargeId ?? "",
      amountMicroUsd,
    });
  await refund(corrected?.chargeId, 500_000n);
  await refund(refunded?.chargeId, 1_000_000n);
  await refund(refunded?.chargeId, 2_000_000n);
  await addCredits(tenantOf(fixture.projectId), scope(), {
    kind: "purchase",
    idempotencyKey: newId(),
    amountMicroUsd: 9_000_000n,
    occurredAt: NOW,
  });
  const rows = await recent();
  expect(rows.map(({ id, cost, refundedCost }) => [id, cost, refundedCost])).toEqual([
    [unpriced?.chargeId, null, 0],
    [corrected?.chargeId, 2, 0.5],
    [refunded?.chargeId, 3, 3],
  ]);
  expect(rows[0]?.model).toBeNull();
});

test("a correction of $0 is a price", async () => {
  const [unpriced] = await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd: null }]);
  await correctCharge(tenantOf(fixture.projectId), scope(), {
    chargeId: unpriced?.chargeId ?? "",
    amountMicroUsd: 0n,
  });
  expect((await recent())[0]?.cost).toBe(0);
});

test("with a month, only charges of this UTC month are listed, on every page", async () => {
  const instants = [
    "2026-11-01T00:00:00.000Z",
    ...Array.from({ length: 60 }, () => "2026-10-31T23:59:59.999Z"),
    "2026-10-01T00:00:00.000Z",
    "2026-09-30T23:59:59.999Z",
  ];
  await recordCharges(
    tenantOf,
    fixture.projectId,
    instants.map((at) => ({ at })),
  );
  const october = { projectId: fixture.projectId, month: "2026-10" };
  const { getRecentTransactions } = callerOf(app.db, fixture.member).aiCost;
  const first = await getRecentTransactions(october);
  const second = await getRecentTransactions({ ...october, before: first.at(-1)?.id });
  expect([...first, ...second].map(({ occurredAt }) => occurredAt)).toEqual(instants.slice(1, 62));
  await expect(getRecentTransactions({ ...october, month: "2026-12" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("a filter selects the charges of agent types and of canonical models", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    { key: "a", agentType: "research", model: "claude", at: "2026-11-14T04:00:00Z" },
    { key: "b", agentType: "testing", model: "claude", at: "2026-11-14T03:00:00Z" },
    { key: "c", agentType: "testing", model: null, at: "2026-11-14T02:00:00Z" },
    { key: "d", agentType: "design", model: "gpt", at: "2026-11-14T01:00:00Z" },
  ]);
  const agentTypesWith = async (filter: { agentTypes?: string[]; models?: string[] }) =>
    (
      await callerOf(app.db, fixture.member).aiCost.getRecentTransactions({
        projectId: fixture.projectId,
        filter,
      })
    ).map(({ agentType, model }) => `${agentType} ${model}`);
  expect(await agentTypesWith({ agentTypes: ["testing", "design"] })).toEqual([
    "testing claude",
    "testing null",
    "design gpt",
  ]);
  expect(await agentTypesWith({ models: ["unknown"] })).toEqual(["testing null"]);
  expect(await agentTypesWith({ agentTypes: ["research"], models: ["claude"] })).toEqual([
    "research claude",
  ]);
  expect(await agentTypesWith({ agentTypes: ["marketing"] })).toEqual([]);
});

test("no row follows a charge of another project, or one that does not exist", async () => {
  await recordCharges(tenantOf, fixture.projectId, [{ at: "2026-11-01T00:00:00Z" }]);
  const [foreign] = await recordCharges(tenantOf, fixture.foreignProjectId, [{}]);
  expect(await recent(foreign?.chargeId)).toEqual([]);
  expect(await recent(newId())).toEqual([]);
});

test("a note about the price is that of the charge, or of the correction that priced it", async () => {
  const price = (note: string) => ({ note, usdPerMillion: {} });
  const [, priced, corrected] = await recordCharges(tenantOf, fixture.projectId, [
    { at: "2026-11-14T03:00:00Z" },
    { at: "2026-11-14T02:00:00Z" },
    { at: "2026-11-14T01:00:00Z", amountMicroUsd: null },
  ]);
  await db
    .update(creditTransactions)
    .set({ price: price("list price of anthropic") })
    .where(eq(creditTransactions.id, priced?.chargeId ?? ""));
  await correctCharge(tenantOf(fixture.projectId), scope(), {
    chargeId: corrected?.chargeId ?? "",
    amountMicroUsd: 2_000_000n,
    price: price("tier not priced"),
  });
  expect((await recent()).map(({ priceNote }) => priceNote)).toEqual([
    null,
    "list price of anthropic",
    "tier not priced",
  ]);
});
