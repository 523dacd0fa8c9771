import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, it, test } from "vitest";
import {
  type NestedCall,
  type PriceAgain,
  reconcile,
  recordUsage,
  refundCharge,
  settleNestedCalls,
} from "../index";
import type { UsageReport } from "../record/usage-report";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
const at = "2026-11-03T10:00:00Z";
let projectId: string;
let strangerId: string;

const span = (key: string, { amountMicroUsd = 100n, ...fields }: Partial<UsageReport> = {}) => ({
  ...usageReport({ key, at, job: "j", amountMicroUsd }),
  ...fields,
});
const inner = span("span/inner");
const wrapper = span("span/wrapper", { cacheReadTokens: 8n, amountMicroUsd: 30n });
const scope = () => ({ projectId, now });
const record = (...reports: UsageReport[]) => recordUsage(tenantOf(projectId), scope(), reports);
const settle = (wrapper: NestedCall, ...innerCalls: NestedCall[]) =>
  settleNestedCalls(tenantOf(projectId), scope(), {
    readWrappers: async () => [{ wrapper, innerCalls }],
    priceAgain,
  });
/** A span whose report an earlier batch recorded as a charge. */
const recorded = ({ idempotencyKey: key }: UsageReport, ownKey = key): NestedCall => ({
  key,
  ownKey,
  report: null,
  received: null,
});
/** A span whose report this batch brought. */
const received = (report: UsageReport, ownKey = report.idempotencyKey): NestedCall => ({
  ...recorded(report, ownKey),
  report,
  received: report,
});
const second = span("span/second", { inputTokens: 7n });
/** An input token costs 1 micro-dollar, a cached input token nothing, and an output token 10. */
const priceAgain: PriceAgain = ({ inputTokens, cacheReadTokens, outputTokens }) => ({
  amountMicroUsd: (inputTokens ?? 0n) - (cacheReadTokens ?? 0n) + 10n * (outputTokens ?? 0n),
  costByKind: null,
  price: null,
});
/**
 * Returns the project's totals from the rollups, after checking that the rollups equal the ledger and that
 * the totals of the other project have not changed.
 */
async function totals() {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  expect((await readRollups(db, strangerId)).days).toMatchObject([{ costMicroUsd: 100n }]);
  const { days } = await readRollups(db, projectId);
  const [cached] = await sql`
    select coalesce(sum(cache_read_tokens), 0)::int as tokens from credit_transactions
    where project_id = ${projectId}`;
  return {
    cost: days[0]?.costMicroUsd,
    tokens: [days[0]?.inputTokens, days[0]?.outputTokens],
    cached: cached?.tokens,
  };
}

beforeEach(async () => {
  [projectId, strangerId] = [await makeProject(db), await makeProject(db)];
  await recordUsage(tenantOf(strangerId), { projectId: strangerId, now }, [inner]);
});

/** The figures of the call with those of its wrapper, and of the call alone. */
const both = { cost: 30n, tokens: [10n, 5n], cached: 8 };
const innerAlone = { cost: 100n, tokens: [10n, 5n], cached: 0 };
const unpriced = { amountMicroUsd: null, costSource: null };

describe("a wrapper around one call", () => {
  it.each([
    ["that was recorded as a charge first", wrapper, recorded(wrapper), 1],
    ["that was not recorded", second, received(wrapper), 0],
  ])("%s is the same call, with the more complete figures", async (_, first, around, charges) => {
    await record(...(charges ? [first, inner] : [inner]));
    await Promise.all([1, 2, 3].map(() => settle(around, recorded(inner))));
    await settle(around, recorded(inner));
    expect(await totals()).toEqual(both);
    const rows = await sql`
      select amount_micro_usd::int as amount from credit_transactions
      where project_id = ${projectId} and idempotency_key like 'completion/%/gave-way'`;
    expect(rows).toEqual(charges ? [{ amount: -30 }] : []);
    if (charges) expect(await record(wrapper)).toMatchObject([{ outcome: "duplicate" }]);
    expect(await totals()).toEqual(both);
  });

  it("has no charge that is unpriced, when it had no price", async () => {
    await record(span("span/wrapper", unpriced), inner);
    await settle(recorded(wrapper), recorded(inner));
    expect(await totals()).toEqual(innerAlone);
    expect((await readRollups(db, projectId)).agents).toMatchObject([{ unpricedCharges: 0n }]);
  });

  it("adds nothing when it had no counts", async () => {
    const unknown = { inputTokens: null, outputTokens: null, ...unpriced };
    await record(span("span/wrapper", unknown), inner);
    await settle(recorded(wrapper), recorded(inner));
    expect(await totals()).toEqual(innerAlone);
    const rows = await sql`
      select input_tokens::int as input, output_tokens::int as output from credit_transactions
      where project_id = ${projectId} and kind = 'completion'`;
    expect(rows).toEqual([{ input: 0, output: 0 }]);
  });

  it("keeps its refunds", async () => {
    const [charge] = await record(span("span/wrapper"));
    const chargeId = charge && "chargeId" in charge ? charge.chargeId : "";
    const refund = { idempotencyKey: "r", chargeId, amountMicroUsd: 20n };
    await refundCharge(tenantOf(projectId), scope(), refund);
    await record(inner);
    await settle(recorded(wrapper), recorded(inner));
    expect(await totals()).toEqual(innerAlone);
    expect(
      await refundCharge(tenantOf(projectId), scope(), { ...refund, idempotencyKey: "r2" }),
    ).toMatchObject({ outcome: "invalid" });
  });

  it("closes the gap of a call whose client leaves out cached tokens, also when there are none", async () => {
    await record(span("span/inner", { usageGap: "no_cached_tokens" }));
    const gaps = () =>
      sql`select calls::int from monthly_usage_gaps where project_id = ${projectId} and calls > 0`;
    expect(await gaps()).toEqual([{ calls: 1 }]);
    for (let times = 0; times < 2; times += 1)
      await settle(received(span("span/wrapper", { cacheReadTokens: 0n })), recorded(inner));
    expect(await gaps()).toEqual([]);
    expect(await totals()).toEqual(innerAlone);
  });

  it("adds nothing when it has less usage than the call, or contradicts it", async () => {
    await record(inner);
    await settle(received(span("span/wrapper", { outputTokens: 4n })), recorded(inner));
    await settle(
      received(span("span/wrapper", { inputTokens: 9n, outputTokens: 6n })),
      recorded(inner),
    );
    expect(await totals()).toEqual(innerAlone);
  });

  it("prices a call without a price", async () => {
    await record(span("span/inner", unpriced));
    await settle(received(wrapper), recorded(inner));
    expect(await totals()).toEqual(both);
  });
});

describe("the response id of a wrapper around one call", () => {
  const key = "response/chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001";
  const named = (source: string, cacheReadTokens: bigint | null, amountMicroUsd: bigint) =>
    span(key, { source, cacheReadTokens, amountMicroUsd });
  const around = named("wrapper", 8n, 30n);

  it.each([
    ["received with the call", false],
    ["recorded as a charge first", true],
  ])("is also the call's, so that a gateway's report finds it, %s", async (_, isRecorded) => {
    await record(...(isRecorded ? [around, inner] : [inner]));
    for (let times = 0; times < 2; times += 1)
      await settle(
        isRecorded ? recorded(around, "span/w") : received(around, "span/w"),
        recorded(inner),
      );
    expect(await record(named("litellm", null, 100n))).toMatchObject([{ outcome: "duplicate" }]);
    expect(await totals()).toEqual(both);
  });

  it("may be the call's own", async () => {
    const report = named("inner", null, 100n);
    await record(report);
    for (let times = 0; times < 2; times += 1)
      await settle(received(around, "span/w"), recorded(report, "span/inner"));
    expect(await totals()).toEqual(both);
  });

  it("leads to the same charge when the spans of a chain have merged in another order", async () => {
    const report = named("inner", null, 100n);
    const middle = span("span/middle", { cacheReadTokens: 8n, amountMicroUsd: 30n });
    await record(named("outer", null, 100n), middle);
    await settle(recorded(report, "span/outer"), recorded(middle));
    await record(report);
    const calls = [
      recorded(report, "span/outer"),
      recorded(middle),
      received(report, "span/inner"),
    ];
    const [outer, between, innermost] = calls;
    if (!outer || !between || !innermost) throw new Error("There are three spans.");
    await settle(outer, innermost);
    await settle(between, innermost);
    expect(await totals()).toEqual(both);
  });
});

describe("a wrapper around several calls", () => {
  const key = "response/resp_8kls2nx8jlliothnymh006zm";
  const sum = span(key, { inputTokens: 17n, outputTokens: 10n, amountMicroUsd: 200n });
  const last = span(key, { inputTokens: 7n, source: "another source" });
  const calls = { cost: 200n, tokens: [17n, 10n], cached: 0 };

  it("gives way and takes back what it added to the first call, in any order of arrival", async () => {
    await record(wrapper, inner);
    await settle(recorded(wrapper), recorded(inner));
    await record(second);
    const several = () => settle(recorded(wrapper), recorded(inner), recorded(second));
    await Promise.all([several(), several()]);
    await several();
    expect(await totals()).toEqual(calls);
  });

  it("takes back the price that it gave to the first call", async () => {
    await record(span("span/inner", unpriced));
    await settle(received(wrapper), recorded(inner));
    await record(second);
    await settle(recorded(wrapper), recorded(inner), recorded(second));
    expect(await totals()).toEqual({ ...calls, cost: 100n });
  });

  it("leaves its charge to the call that has the same response id", async () => {
    await record(sum, inner, last);
    for (let times = 0; times < 2; times += 1)
      await settle(recorded(sum, "span/sum"), recorded(inner), received(last, "span/last"));
    expect(await totals()).toEqual(calls);
  });

  it.each([
    ["recorded as a charge", true],
    ["received", false],
  ])("returns the response id that it lent to the first call, %s", async (_, isRecorded) => {
    await record(...(isRecorded ? [sum, inner] : [inner]));
    await settle(
      isRecorded ? recorded(sum, "span/sum") : received(sum, "span/sum"),
      recorded(inner),
    );
    await record(last);
    const several = () =>
      settle(recorded(sum, "span/sum"), recorded(inner), received(last, "span/last"));
    await Promise.all([several(), several()]);
    await several();
    expect(await totals()).toEqual(calls);
    expect(await record(last, { ...last, source: "litellm" })).toMatchObject([
      { outcome: "duplicate" },
      { outcome: "duplicate" },
    ]);
    expect(await totals()).toEqual(calls);
  });
});

describe("a wrapper and a call of which each has usage that the other lacks", () => {
  const price = { usdPerMillion: { input_mtok: "1" } };
  const listed = { costSource: "price_table", price } as const;

  it("adds what the call lacks, at the price of both together", async () => {
    await record(span("span/inner", { reasoningTokens: 3n, ...listed }));
    for (let times = 0; times < 2; times += 1)
      await settle(received({ ...wrapper, ...listed }), recorded(inner));
    expect(await totals()).toEqual({ ...both, cost: 52n });
    await settle(recorded(wrapper), recorded(inner), recorded(second));
    expect(await totals()).toEqual(innerAlone);
  });

  it("adds no usage that cannot be priced", async () => {
    const withoutPrice = { ...listed, price: null };
    await record(span("span/inner", { reasoningTokens: 3n, ...withoutPrice }));
    await settle(received({ ...wrapper, ...withoutPrice }), recorded(inner));
    expect(await totals()).toEqual(innerAlone);
  });

  it("leaves the cost that a client reported", async () => {
    await record(span("span/inner", { reasoningTokens: 3n, costSource: "reported" }));
    await settle(received({ ...wrapper, ...listed }), recorded(inner));
    expect(await totals()).toEqual({ ...innerAlone, cached: 8 });
  });

  it("does not replace exact counts by guessed ones", async () => {
    await record(inner);
    const guessed = { ...wrapper, outputTokens: 50n, usageGap: "guessed_counts" as const };
    await settle(received(guessed), recorded(inner));
    expect(await totals()).toEqual(innerAlone);
  });

  it("replaces guessed counts by exact ones, also when they are smaller", async () => {
    await record(span("span/inner", { outputTokens: 50n, usageGap: "guessed_counts" }));
    await settle(received(wrapper), recorded(inner));
    expect(await totals()).toEqual(both);
  });
});

test("keys that are not recorded are ignored", async () => {
  await settle(received(wrapper), recorded(inner));
  await settle(received(wrapper), recorded(inner), recorded(second));
  expect((await readRollups(db, projectId)).days).toEqual([]);
});
