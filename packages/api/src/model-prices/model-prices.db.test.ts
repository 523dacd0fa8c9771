import { modelPrices } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { correctCharge } from "@ai-cost/ledger";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
const LATER = new Date("2026-11-16T08:30:00.000Z");
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member";
interface Price {
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
  cacheReadUsdPerMillion?: number;
  cacheWriteUsdPerMillion?: number;
}
const pricesAs = (person: Person, now = NOW) => {
  const { list, remove, set } = callerOf(app.db, fixture[person], now).modelPrices;
  const { projectId } = fixture;
  return {
    list: () => list({ projectId }),
    set: (model: string, price: Price) => set({ projectId, model, ...price }),
    remove: (model: string) => remove({ projectId, model }),
  };
};
const stored = () =>
  db.select().from(modelPrices).where(eq(modelPrices.projectId, fixture.projectId));
const changes = async () => {
  const rows = await auditEventsOf(db, fixture.projectId);
  return rows.map(({ actorId, action, from, to }) => [actorId, action, from, to]);
};
const unpriced = async () => (await pricesAs("member").list()).unpricedModels;

test("a price is set, changed and removed; it is stored in micro-dollars and shown in dollars", async () => {
  const first = { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 };
  const second = { ...first, cacheReadUsdPerMillion: 0.075, cacheWriteUsdPerMillion: 0 };
  const output = {
    model: "llama",
    ...first,
    cacheReadUsdPerMillion: null,
    cacheWriteUsdPerMillion: null,
    updatedAt: NOW.toISOString(),
  };
  expect(await pricesAs("owner").set(" llama ", first)).toEqual(output);
  expect((await pricesAs("member").list()).prices).toEqual([output]);
  await pricesAs("admin", LATER).set("llama", second);
  expect(await stored()).toEqual([
    {
      projectId: fixture.projectId,
      model: "llama",
      inputMicroUsdPerMillion: 150_000n,
      outputMicroUsdPerMillion: 600_000n,
      cacheReadMicroUsdPerMillion: 75_000n,
      cacheWriteMicroUsdPerMillion: 0n,
      updatedBy: fixture.admin.id,
      updatedAt: LATER,
    },
  ]);
  expect(await pricesAs("owner").remove("llama")).toEqual({ model: "llama" });
  expect((await pricesAs("member").list()).prices).toEqual([]);
  const { owner, admin } = fixture;
  const [before, after] = [
    "llama: $0.15 in, $0.6 out",
    "llama: $0.15 in, $0.6 out, $0.075 cache read, $0 cache write",
  ];
  expect(await changes()).toEqual([
    [owner.id, "model-price.set", null, before],
    [admin.id, "model-price.set", before, after],
    [owner.id, "model-price.remove", after, null],
  ]);
});

test("setting the same price again and removing one that does not exist change nothing", async () => {
  const price = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  await pricesAs("owner").set("llama", price);
  await pricesAs("admin", LATER).set("llama", price);
  await pricesAs("admin").remove("another");
  expect(await stored()).toMatchObject([{ updatedBy: fixture.owner.id, updatedAt: NOW }]);
  expect(await changes()).toHaveLength(1);
});

test("setting a price without a cache price removes the cache price", async () => {
  const price = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  await pricesAs("owner").set("llama", { ...price, cacheReadUsdPerMillion: 1 });
  expect(await pricesAs("owner").set("llama", price)).toMatchObject({
    cacheReadUsdPerMillion: null,
  });
  expect(await stored()).toMatchObject([{ cacheReadMicroUsdPerMillion: null }]);
});

test.each([0, 0.000001, 0.1, 999_999.999999, 1_000_000])(
  "$%d is a valid price and is returned unchanged",
  async (dollars) => {
    await pricesAs("owner").set("llama", {
      inputUsdPerMillion: dollars,
      outputUsdPerMillion: dollars,
      cacheReadUsdPerMillion: dollars,
      cacheWriteUsdPerMillion: dollars,
    });
    expect((await pricesAs("member").list()).prices).toMatchObject([
      {
        inputUsdPerMillion: dollars,
        outputUsdPerMillion: dollars,
        cacheReadUsdPerMillion: dollars,
        cacheWriteUsdPerMillion: dollars,
      },
    ]);
  },
);

describe("an invalid price is refused with the field's name", () => {
  const problem = "must be 0 to 1,000,000 dollars with at most six decimals";
  test.each(["inputUsdPerMillion", "cacheWriteUsdPerMillion"])("%s", async (field) => {
    for (const dollars of [-0.01, 0.0000001, 1_000_000.000001, 1e300]) {
      const price = { inputUsdPerMillion: 1, outputUsdPerMillion: 1, [field]: dollars };
      await expect(pricesAs("owner").set("llama", price)).rejects.toMatchObject({
        code: "BAD_REQUEST",
        message: `${field} ${problem}`,
      });
    }
    for (const nonsense of [Number.NaN, Number.POSITIVE_INFINITY, "3", null]) {
      const price = { inputUsdPerMillion: 1, outputUsdPerMillion: 1, [field]: nonsense };
      await expect(pricesAs("owner").set("llama", price)).rejects.toMatchObject({
        message: `${field} must be a number of dollars`,
      });
    }
  });

  test("model", async () => {
    const price = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 };
    await expect(pricesAs("owner").set(" ", price)).rejects.toMatchObject({
      message: "model must not be empty",
    });
  });
});

test("a member is refused with a message that names the roles that may, and changes nothing", async () => {
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can set or remove its prices.",
  };
  const price = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 };
  await expect(pricesAs("member").set("llama", price)).rejects.toMatchObject(refusal);
  await expect(pricesAs("member").remove("llama")).rejects.toMatchObject(refusal);
  expect([await stored(), await changes()]).toEqual([[], []]);
});

test("concurrent changes run one after the other: each starts from the price that the one before set", async () => {
  const prices = Array.from({ length: 12 }, (_, i) => i + 1);
  await Promise.all(
    prices.map((dollars) =>
      pricesAs(dollars % 2 === 0 ? "owner" : "admin").set("llama", {
        inputUsdPerMillion: dollars,
        outputUsdPerMillion: 0,
      }),
    ),
  );
  const successor = new Map((await changes()).map(([, , from, to]) => [from, to]));
  let length = 0;
  for (let at = successor.get(null); at; at = successor.get(at)) length += 1;
  expect(length).toBe(12);
});

test("a project has at most 500 prices; one of them can then still be changed", async () => {
  const { projectId } = fixture;
  const price = { inputMicroUsdPerMillion: 1n, outputMicroUsdPerMillion: 1n };
  const change = { updatedBy: "a test", updatedAt: NOW };
  const rows = Array.from({ length: 500 }, (_, i) => ({
    projectId,
    model: `${i}`,
    ...price,
    ...change,
  }));
  await db.insert(modelPrices).values(rows);
  const dollars = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 };
  await expect(pricesAs("owner").set("one more", dollars)).rejects.toMatchObject({
    code: "CONFLICT",
    message:
      "This project already has 500 prices, which is the maximum. Remove a price that you no longer need, then set the new one.",
  });
  await pricesAs("owner").set("7", dollars);
});

describe("models with unpriced charges", () => {
  test("are listed with their charges and tokens, the last seen first, for this project only", async () => {
    await recordCharges(tenantOf, fixture.projectId, [
      {
        model: "llama",
        amountMicroUsd: null,
        inputTokens: 10n,
        outputTokens: 1n,
        at: "2026-09-01T00:00Z",
      },
      {
        model: "llama",
        amountMicroUsd: null,
        inputTokens: 20n,
        outputTokens: 2n,
        at: "2026-11-02T00:00Z",
      },
      { model: "mistral", amountMicroUsd: null, inputTokens: 5n, at: "2026-11-03T00:00:00.123Z" },
      { model: "mistral", amountMicroUsd: 7n, inputTokens: 500n },
      { model: null, amountMicroUsd: null, inputTokens: 3n, at: "2026-11-01T00:00Z" },
      { model: "priced", amountMicroUsd: 0n },
    ]);
    await recordCharges(tenantOf, fixture.foreignProjectId, [
      { model: "a stranger's", amountMicroUsd: null },
    ]);
    expect(await unpriced()).toEqual([
      {
        model: "mistral",
        charges: 1,
        inputTokens: 5,
        outputTokens: 0,
        lastSeenAt: "2026-11-03T00:00:00.123Z",
        isAtLeast: false,
        hasPrice: false,
      },
      {
        model: "llama",
        charges: 2,
        inputTokens: 30,
        outputTokens: 3,
        lastSeenAt: "2026-11-02T00:00:00.000Z",
        isAtLeast: false,
        hasPrice: false,
      },
      {
        model: null,
        charges: 1,
        inputTokens: 3,
        outputTokens: 0,
        lastSeenAt: "2026-11-01T00:00:00.000Z",
        isAtLeast: false,
        hasPrice: false,
      },
    ]);
  });

  test("are not listed once a correction has priced every charge, even with $0", async () => {
    const charges = await recordCharges(tenantOf, fixture.projectId, [
      { model: "llama", amountMicroUsd: null, inputTokens: 10n, at: "2026-11-02T00:00Z" },
      { model: "llama", amountMicroUsd: null, inputTokens: 20n, at: "2026-11-01T00:00Z" },
    ]);
    const correct = (chargeId = "", amountMicroUsd = 0n) =>
      correctCharge(
        tenantOf(fixture.projectId),
        { projectId: fixture.projectId, now: NOW },
        { chargeId, amountMicroUsd },
      );
    await correct(charges[0]?.chargeId, 5n);
    expect(await unpriced()).toMatchObject([
      { charges: 1, inputTokens: 20, lastSeenAt: "2026-11-01T00:00:00.000Z" },
    ]);
    await correct(charges[1]?.chargeId);
    expect(await unpriced()).toEqual([]);
  });

  test("are found at both ends of their charges, so that an interrupted repricing hides none", async () => {
    const { projectId } = fixture;
    const usages = Array.from({ length: 1_001 }, (_, i) => ({
      model: "llama",
      amountMicroUsd: null,
      at: new Date(NOW.getTime() - i * 1_000).toISOString(),
    }));
    const charges = await recordCharges(tenantOf, projectId, usages);
    const all = { charges: 1_000, inputTokens: 1_000, isAtLeast: true };
    expect(await unpriced()).toMatchObject([{ ...all, lastSeenAt: NOW.toISOString() }]);
    await Promise.all(
      charges
        .slice(0, 600)
        .map(({ chargeId }) =>
          correctCharge(
            tenantOf(projectId),
            { projectId, now: NOW },
            { chargeId, amountMicroUsd: 1n },
          ),
        ),
    );
    const oldest = { charges: 401, isAtLeast: true, lastSeenAt: usages[600]?.at };
    expect(await unpriced()).toMatchObject([oldest]);
  });

  test("are at most 100", async () => {
    const usages = Array.from({ length: 101 }, (_, i) => ({
      model: `model-${i}`,
      amountMicroUsd: null,
    }));
    await recordCharges(tenantOf, fixture.projectId, usages);
    const models = (await unpriced()).map(({ model }) => model);
    expect([models.length, new Set(models).size]).toEqual([100, 100]);
  });
});
