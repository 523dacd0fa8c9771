import { creditTransactions } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { addCredits, correctCharge, reconcile, recordUsage, refundCharge } from "../index";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

const scope = () => ({ projectId, now });
const CHARGE = { job: "j", at: "2026-10-05T10:00:00Z", amountMicroUsd: 1_000n };

async function charge(parts: UsageParts = CHARGE): Promise<string> {
  const [outcome] = await recordUsage(tenantOf(projectId), scope(), [usageReport(parts)]);
  if (outcome?.outcome !== "recorded") throw new Error("the charge was not recorded");
  return outcome.chargeId;
}

const refund = (chargeId: string, amountMicroUsd: bigint, idempotencyKey = "refund-1") =>
  refundCharge(tenantOf(projectId), scope(), { idempotencyKey, chargeId, amountMicroUsd });

beforeEach(async () => {
  projectId = await makeProject(db);
});

describe("a refund", () => {
  it("counts on the charge's own day, month, agent type and run, and changes no tokens and no jobs", async () => {
    const chargeId = await charge();
    expect(await refund(chargeId, 400n)).toMatchObject({ outcome: "recorded" });
    const spend = { costMicroUsd: 600n, inputTokens: 10n, outputTokens: 5n };
    expect(await readRollups(db, projectId)).toMatchObject({
      days: [{ day: "2026-10-05", ...spend, jobs: 1n }],
      agents: [{ month: "2026-10", ...spend, refundedMicroUsd: 400n, jobs: 1n }],
      runs: [{ month: "2026-10", ...spend }],
    });
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("takes back each kind of the cost in proportion", async () => {
    const costByKind = { input: 300, output: 600, web_search: 100 };
    const [outcome] = await recordUsage(tenantOf(projectId), scope(), [
      { ...usageReport(CHARGE), costByKind },
    ]);
    const chargeId = outcome?.outcome === "recorded" ? outcome.chargeId : "";
    await refund(chargeId, 500n);
    const [row] = await db
      .select()
      .from(creditTransactions)
      .where(eq(creditTransactions.chargeId, chargeId));
    expect(row?.costByKind).toEqual({ input: 150, output: 300, web_search: 50 });
  });

  it("is a duplicate with the same id when repeated, even if the whole charge was refunded", async () => {
    const chargeId = await charge();
    const first = await refund(chargeId, 1_000n);
    expect(await refund(chargeId, 1_000n)).toEqual({ ...first, outcome: "duplicate" });
    expect((await readRollups(db, projectId)).days).toMatchObject([{ costMicroUsd: 0n }]);
  });

  it("is a duplicate when repeated with the charge's id in capitals", async () => {
    const chargeId = await charge();
    const first = await refund(chargeId, 400n);
    expect(await refund(chargeId.toUpperCase(), 400n)).toEqual({ ...first, outcome: "duplicate" });
  });

  it("is a conflict if its key was used for another amount or charge", async () => {
    const [chargeId, otherId] = [await charge(), await charge({ ...CHARGE, job: "j2" })];
    await refund(chargeId, 400n);
    expect(await refund(chargeId, 401n)).toMatchObject({ outcome: "conflict" });
    expect(await refund(otherId, 400n)).toMatchObject({ outcome: "conflict" });
  });

  it("is invalid if all refunds together exceed what the charge cost", async () => {
    const chargeId = await charge();
    await refund(chargeId, 600n);
    expect(await refund(chargeId, 401n, "refund-2")).toMatchObject({
      outcome: "invalid",
      reason: /more than it cost/,
    });
    expect(await refund(chargeId, 400n, "refund-2")).toMatchObject({ outcome: "recorded" });
  });

  it("never exceeds the cost when many arrive concurrently", async () => {
    const chargeId = await charge();
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, index) => refund(chargeId, 300n, `refund-${index}`)),
    );
    expect(outcomes.filter(({ outcome }) => outcome === "recorded")).toHaveLength(3);
    expect((await readRollups(db, projectId)).days).toMatchObject([{ costMicroUsd: 100n }]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test.each([
    ["$0", 0n],
    ["a negative amount", -1n],
  ])("of %s is invalid", async (_, amountMicroUsd) => {
    expect(await refund(await charge(), amountMicroUsd)).toMatchObject({ outcome: "invalid" });
  });

  it("of an unpriced charge is invalid until the charge has a price", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    expect(await refund(chargeId, 1n)).toMatchObject({
      outcome: "invalid",
      reason: /no price yet/,
    });
    await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 5n });
    expect(await refund(chargeId, 5n)).toMatchObject({ outcome: "recorded" });
  });

  it("is invalid for another project's charge, a refund, and an id that does not exist", async () => {
    const otherProjectId = await makeProject(db);
    const [other] = await recordUsage(
      tenantOf(otherProjectId),
      { projectId: otherProjectId, now },
      [usageReport(CHARGE)],
    );
    const chargeId = await charge();
    const own = await refund(chargeId, 1n);
    const ids = [
      other && "chargeId" in other ? other.chargeId : "",
      "id" in own ? own.id : "",
      "nothing",
    ];
    for (const id of ids)
      expect(await refund(id, 1n, `refund of ${id}`)).toMatchObject({ outcome: "invalid" });
    expect((await readRollups(db, otherProjectId)).days).toMatchObject([{ costMicroUsd: 1_000n }]);
  });
});

describe("a correction", () => {
  test.each([0n, 750n])("gives an unpriced charge its price: %d", async (amountMicroUsd) => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    const correct = () => correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd });
    const first = await correct();
    expect(first).toMatchObject({ outcome: "recorded" });
    expect(await correct()).toEqual({ ...first, outcome: "duplicate" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { costMicroUsd: amountMicroUsd, unpricedCharges: 0n, inputTokens: 10n },
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("stores the prices that it was computed with", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    const price = { tableVersion: "1", usdPerMillion: { input_mtok: "3" } };
    await correctCharge(tenantOf(projectId), scope(), {
      chargeId,
      amountMicroUsd: 30n,
      costSource: "price_table",
      price,
    });
    const rows = await db
      .select({ costSource: creditTransactions.costSource, price: creditTransactions.price })
      .from(creditTransactions)
      .where(eq(creditTransactions.chargeId, chargeId));
    expect(rows).toEqual([{ costSource: "price_table", price }]);
  });

  it("is a conflict if the charge was corrected by another amount", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 1n });
    expect(
      await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 2n }),
    ).toMatchObject({
      outcome: "conflict",
    });
  });

  it("is a duplicate when repeated with the charge's id in capitals", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    const correct = (id: string) =>
      correctCharge(tenantOf(projectId), scope(), { chargeId: id, amountMicroUsd: 750n });
    const first = await correct(chargeId);
    expect(await correct(chargeId.toUpperCase())).toEqual({ ...first, outcome: "duplicate" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { costMicroUsd: 750n, unpricedCharges: 0n },
    ]);
  });

  it("of a charge that has a price is invalid", async () => {
    expect(
      await correctCharge(tenantOf(projectId), scope(), {
        chargeId: await charge(),
        amountMicroUsd: 1n,
      }),
    ).toMatchObject({
      outcome: "invalid",
      reason: /already has a price/,
    });
  });
});

test.each(["purchase", "grant"] as const)(
  "a %s is recorded once and is not spend",
  async (kind) => {
    const credits = { kind, idempotencyKey: "c-1", amountMicroUsd: 5_000_000n, occurredAt: now };
    const first = await addCredits(tenantOf(projectId), scope(), credits);
    expect(first).toMatchObject({ outcome: "recorded" });
    expect(await addCredits(tenantOf(projectId), scope(), credits)).toEqual({
      ...first,
      outcome: "duplicate",
    });
    expect(
      await addCredits(tenantOf(projectId), scope(), { ...credits, amountMicroUsd: 1n }),
    ).toMatchObject({
      outcome: "conflict",
    });
    expect(await readRollups(db, projectId)).toEqual({
      days: [],
      agents: [],
      runs: [],
      gaps: [],
      usage: [],
    });
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  },
);

test("credits with the idempotency key of a charge are a conflict", async () => {
  await charge({ ...CHARGE, key: "shared" });
  const credits = {
    kind: "grant",
    idempotencyKey: "shared",
    amountMicroUsd: 1n,
    occurredAt: now,
  } as const;
  expect(await addCredits(tenantOf(projectId), scope(), credits)).toMatchObject({
    outcome: "conflict",
  });
});
