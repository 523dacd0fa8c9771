import { creditTransactions } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { addCredits, correctCharge, reconcile, recordUsage, refundCharge } from "../index";
import { type UsageStory, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

const scope = () => ({ projectId, now });
const CHARGE = { job: "j", at: "2026-10-05T10:00:00Z", amountMicroUsd: 1_000n };

async function charge(story: UsageStory = CHARGE): Promise<string> {
  const [outcome] = await recordUsage(tenantOf(projectId), scope(), [usageReport(story)]);
  if (outcome?.outcome !== "recorded") throw new Error("the charge was not recorded");
  return outcome.chargeId;
}

const refund = (chargeId: string, amountMicroUsd: bigint, idempotencyKey = "refund-1") =>
  refundCharge(tenantOf(projectId), scope(), { idempotencyKey, chargeId, amountMicroUsd });

beforeEach(async () => {
  projectId = await makeProject(db);
});

describe("a refund", () => {
  it("takes from the charge's own day, month, type and run, and takes back no tokens and no job", async () => {
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

  it("repeated answers as the first time, even when all was given back", async () => {
    const chargeId = await charge();
    const first = await refund(chargeId, 1_000n);
    expect(await refund(chargeId, 1_000n)).toEqual({ ...first, outcome: "repeated" });
    expect((await readRollups(db, projectId)).days).toMatchObject([{ costMicroUsd: 0n }]);
  });

  it("repeated with the charge's id in capitals is the same refund", async () => {
    const chargeId = await charge();
    const first = await refund(chargeId, 400n);
    expect(await refund(chargeId.toUpperCase(), 400n)).toEqual({ ...first, outcome: "repeated" });
  });

  it("of another amount or charge under the same key is a conflict", async () => {
    const [chargeId, otherId] = [await charge(), await charge({ ...CHARGE, job: "j2" })];
    await refund(chargeId, 400n);
    expect(await refund(chargeId, 401n)).toMatchObject({ outcome: "conflict" });
    expect(await refund(otherId, 400n)).toMatchObject({ outcome: "conflict" });
  });

  it("never exceeds what the charge cost, all together", async () => {
    const chargeId = await charge();
    await refund(chargeId, 600n);
    expect(await refund(chargeId, 401n, "refund-2")).toMatchObject({
      outcome: "invalid",
      reason: /more than it cost/,
    });
    expect(await refund(chargeId, 400n, "refund-2")).toMatchObject({ outcome: "recorded" });
  });

  it("never exceeds it either when many come at once", async () => {
    const chargeId = await charge();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => refund(chargeId, 300n, `refund-${index}`)),
    );
    expect(answers.filter(({ outcome }) => outcome === "recorded")).toHaveLength(3);
    expect((await readRollups(db, projectId)).days).toMatchObject([{ costMicroUsd: 100n }]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test.each([
    ["$0", 0n],
    ["a negative amount", -1n],
  ])("of %s is refused", async (_, amountMicroUsd) => {
    expect(await refund(await charge(), amountMicroUsd)).toMatchObject({ outcome: "invalid" });
  });

  it("of an unpriced charge waits for its price", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    expect(await refund(chargeId, 1n)).toMatchObject({
      outcome: "invalid",
      reason: /no price yet/,
    });
    await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 5n });
    expect(await refund(chargeId, 5n)).toMatchObject({ outcome: "recorded" });
  });

  it("of a stranger's charge, of a refund, or of nothing is refused", async () => {
    const strangersId = await makeProject(db);
    const [theirs] = await recordUsage(tenantOf(strangersId), { projectId: strangersId, now }, [
      usageReport(CHARGE),
    ]);
    const chargeId = await charge();
    const mine = await refund(chargeId, 1n);
    const ids = [
      theirs && "chargeId" in theirs ? theirs.chargeId : "",
      "id" in mine ? mine.id : "",
      "nothing",
    ];
    for (const id of ids)
      expect(await refund(id, 1n, `refund of ${id}`)).toMatchObject({ outcome: "invalid" });
    expect((await readRollups(db, strangersId)).days).toMatchObject([{ costMicroUsd: 1_000n }]);
  });
});

describe("a correction", () => {
  test.each([0n, 750n])("carries the price of an unpriced charge: %d", async (amountMicroUsd) => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    const correct = () => correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd });
    const first = await correct();
    expect(first).toMatchObject({ outcome: "recorded" });
    expect(await correct()).toEqual({ ...first, outcome: "repeated" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { costMicroUsd: amountMicroUsd, unpricedCharges: 0n, inputTokens: 10n },
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("keeps what it was priced with", async () => {
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

  it("is made once", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 1n });
    expect(
      await correctCharge(tenantOf(projectId), scope(), { chargeId, amountMicroUsd: 2n }),
    ).toMatchObject({
      outcome: "conflict",
    });
  });

  it("is made once, also when the charge's id comes in capitals", async () => {
    const chargeId = await charge({ ...CHARGE, amountMicroUsd: null });
    const correct = (id: string) =>
      correctCharge(tenantOf(projectId), scope(), { chargeId: id, amountMicroUsd: 750n });
    const first = await correct(chargeId);
    expect(await correct(chargeId.toUpperCase())).toEqual({ ...first, outcome: "repeated" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { costMicroUsd: 750n, unpricedCharges: 0n },
    ]);
  });

  it("of a charge with a price is refused", async () => {
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

test.each(["purchase", "grant"] as const)("a %s is recorded once and is no spend", async (kind) => {
  const credits = { kind, idempotencyKey: "c-1", amountMicroUsd: 5_000_000n, occurredAt: now };
  const first = await addCredits(tenantOf(projectId), scope(), credits);
  expect(first).toMatchObject({ outcome: "recorded" });
  expect(await addCredits(tenantOf(projectId), scope(), credits)).toEqual({
    ...first,
    outcome: "repeated",
  });
  expect(
    await addCredits(tenantOf(projectId), scope(), { ...credits, amountMicroUsd: 1n }),
  ).toMatchObject({
    outcome: "conflict",
  });
  expect(await readRollups(db, projectId)).toEqual({ days: [], agents: [], runs: [] });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a key stands for one row of one kind", async () => {
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
