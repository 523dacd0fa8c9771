import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, it, test } from "vitest";
import {
  completeFromWrapper,
  type PriceAgain,
  reconcile,
  recordUsage,
  refundCharge,
  undoWrapperCompletion,
  yieldToInnerCalls,
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
const yieldTo = (innerCalls: UsageReport[] = [], wrapperKey = "span/wrapper") =>
  yieldToInnerCalls(tenantOf(projectId), scope(), [
    {
      wrapperKey,
      innerCalls: innerCalls.map((report) => ({ key: report.idempotencyKey, report })),
    },
  ]);
const complete = (report: UsageReport | null, wrapperKey = "span/wrapper") =>
  completeFromWrapper(
    tenantOf(projectId),
    scope(),
    [{ innerKey: "span/inner", wrapperKey, wrapper: report }],
    priceAgain,
  );
/** An input token costs 1 micro-dollar, a cached input token nothing, and an output token 10. */
const priceAgain: PriceAgain = ({ inputTokens, cacheReadTokens, outputTokens }) => ({
  amountMicroUsd: (inputTokens ?? 0n) - (cacheReadTokens ?? 0n) + 10n * (outputTokens ?? 0n),
  costByKind: null,
  price: null,
});
const undo = () =>
  undoWrapperCompletion(tenantOf(projectId), scope(), [
    { innerKey: "span/inner", wrapperKey: "span/wrapper" },
  ]);

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

describe("the charge of a wrapper that was recorded before its inner calls", () => {
  it("is brought to 0 by one completion, however often this is repeated", async () => {
    await record(wrapper, inner);
    await Promise.all([yieldTo([inner]), yieldTo([inner]), yieldTo()]);
    await yieldTo([inner]);
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
    const rows = await sql`
      select idempotency_key like 'completion/%/gave-way' as says_so, amount_micro_usd::int as amount
      from credit_transactions where project_id = ${projectId} and kind = 'completion'`;
    expect(rows).toEqual([{ says_so: true, amount: -30 }]);
    expect(await record(wrapper)).toMatchObject([{ outcome: "duplicate" }]);
    expect(await totals()).toMatchObject({ cost: 100n });
  });

  it("is brought to 0 and is no longer unpriced, when it had no price", async () => {
    await record(span("span/wrapper", { amountMicroUsd: null, costSource: null }), inner);
    await yieldTo();
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
    expect((await readRollups(db, projectId)).agents).toMatchObject([{ unpricedCharges: 0n }]);
  });

  it("is brought to 0 tokens when it had no counts", async () => {
    const unknown = {
      inputTokens: null,
      outputTokens: null,
      amountMicroUsd: null,
      costSource: null,
    };
    await record(span("span/wrapper", unknown), inner);
    await yieldTo([inner]);
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
    const rows = await sql`
      select input_tokens::int as input, output_tokens::int as output from credit_transactions
      where project_id = ${projectId} and kind = 'completion'`;
    expect(rows).toEqual([{ input: 0, output: 0 }]);
  });

  it("keeps its refunds", async () => {
    const [charge] = await record(wrapper);
    const chargeId = charge && "chargeId" in charge ? charge.chargeId : "";
    const refund = { idempotencyKey: "r", chargeId, amountMicroUsd: 20n };
    await refundCharge(tenantOf(projectId), scope(), refund);
    await record(inner);
    await yieldTo();
    expect(await totals()).toMatchObject({ cost: 100n });
    expect(
      await refundCharge(tenantOf(projectId), scope(), { ...refund, idempotencyKey: "r2" }),
    ).toMatchObject({ outcome: "invalid" });
  });

  it("takes the figures of the call beneath it that has the same response id", async () => {
    const key = "response/resp_8kls2nx8jlliothnymh006zm";
    const sum = span(key, { inputTokens: 30n, outputTokens: 15n, amountMicroUsd: 300n });
    const last = span(key, { source: "another source" });
    await record(sum, inner, last);
    await yieldTo([inner, last], key);
    await yieldTo([inner, last], key);
    expect(await totals()).toEqual({ cost: 200n, tokens: [20n, 10n], cached: 0 });
  });
});

describe("the wrapper of one call", () => {
  it.each([
    ["with its report", () => complete(wrapper)],
    [
      "recorded earlier",
      () =>
        record(wrapper)
          .then(() => complete(null))
          .then(() => yieldTo()),
    ],
    [
      "recorded and given way earlier",
      () =>
        record(wrapper)
          .then(() => yieldTo())
          .then(() => complete(null)),
    ],
  ])("completes the call, %s, and only once", async (_, arrive) => {
    await record(inner);
    await arrive();
    await Promise.all([complete(wrapper), complete(wrapper)]);
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
  });

  it("closes the gap of a call whose client leaves out cached tokens, also when there are none", async () => {
    await record(span("span/inner", { usageGap: "no_cached_tokens" }));
    const gaps = () =>
      sql`select calls::int from monthly_usage_gaps where project_id = ${projectId} and calls > 0`;
    expect(await gaps()).toEqual([{ calls: 1 }]);
    await complete(span("span/wrapper", { cacheReadTokens: 0n }));
    await complete(span("span/wrapper", { cacheReadTokens: 0n }));
    expect(await gaps()).toEqual([]);
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("adds nothing when it has less usage than the call, or contradicts it", async () => {
    await record(inner);
    await complete(span("span/wrapper", { outputTokens: 4n }));
    await complete(span("span/wrapper", { inputTokens: 9n, outputTokens: 6n }));
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("adds nothing any more when it contains several calls, in any order of arrival", async () => {
    await record(inner);
    await complete(wrapper);
    await Promise.all([undo(), undo()]);
    await complete(wrapper);
    await undo();
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("prices a call without a price, and takes the price back", async () => {
    await record(span("span/inner", { amountMicroUsd: null, costSource: null }));
    await complete(wrapper);
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
    await undo();
    expect(await totals()).toEqual({ cost: 0n, tokens: [10n, 5n], cached: 0 });
  });

  it("gives its response id to the call, so that a gateway's report finds it", async () => {
    const key = "response/chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001";
    await record(inner);
    await complete({ ...wrapper, idempotencyKey: key }, key);
    expect(await record(span(key, { source: "litellm" }))).toMatchObject([
      { outcome: "duplicate" },
    ]);
    expect(await totals()).toMatchObject({ cost: 30n, cached: 8 });
  });

  it("gives its response id to the call also when its own charge has it", async () => {
    const key = "response/chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001";
    const first = { ...wrapper, idempotencyKey: key };
    await record(first, inner);
    for (let times = 0; times < 2; times += 1) {
      await complete(null, key);
      await yieldToInnerCalls(tenantOf(projectId), scope(), [{ wrapperKey: key, innerCalls: [] }]);
    }
    expect(await record(span(key, { source: "litellm" }))).toMatchObject([
      { outcome: "duplicate" },
    ]);
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
  });
});

describe("a wrapper and the single call beneath it with the same response id", () => {
  const key = "response/chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001";
  const report = (source: string, cacheReadTokens: bigint | null, amountMicroUsd: bigint) =>
    span(key, { source, cacheReadTokens, amountMicroUsd });
  const innerCalls = [{ key, report: null }];

  it("are one call with the fuller figures", async () => {
    await record(report("inner", null, 100n));
    for (let times = 0; times < 2; times += 1) {
      await completeFromWrapper(
        tenantOf(projectId),
        scope(),
        [{ innerKey: key, wrapperKey: key, wrapper: report("wrapper", 8n, 30n) }],
        priceAgain,
      );
      await yieldToInnerCalls(tenantOf(projectId), scope(), [{ wrapperKey: key, innerCalls }]);
    }
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
  });

  it("are one call also when the call got the key from the wrapper", async () => {
    await record(inner);
    const innerCalls = [{ key: "span/inner", report: null }];
    for (let times = 0; times < 2; times += 1) {
      await complete(report("wrapper", 8n, 30n), key);
      await yieldToInnerCalls(tenantOf(projectId), scope(), [{ wrapperKey: key, innerCalls }]);
    }
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
  });
});

describe("a wrapper and a call of which each has usage that the other lacks", () => {
  const price = { usdPerMillion: { input_mtok: "1" } };
  const listed = { costSource: "price_table", price } as const;

  it("adds what the call lacks, at the price of both together", async () => {
    await record(span("span/inner", { reasoningTokens: 3n, ...listed }));
    for (let times = 0; times < 2; times += 1) await complete({ ...wrapper, ...listed });
    expect(await totals()).toEqual({ cost: 52n, tokens: [10n, 5n], cached: 8 });
    await undo();
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("adds no usage that cannot be priced", async () => {
    const withoutPrice = { ...listed, price: null };
    await record(span("span/inner", { reasoningTokens: 3n, ...withoutPrice }));
    await complete({ ...wrapper, ...withoutPrice });
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("leaves the cost that a client reported", async () => {
    await record(span("span/inner", { reasoningTokens: 3n, costSource: "reported" }));
    await complete({ ...wrapper, ...listed });
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 8 });
  });

  it("does not replace exact counts by guessed ones", async () => {
    await record(inner);
    await complete({ ...wrapper, outputTokens: 50n, usageGap: "guessed_counts" });
    expect(await totals()).toEqual({ cost: 100n, tokens: [10n, 5n], cached: 0 });
  });

  it("replaces guessed counts by exact ones, also when they are smaller", async () => {
    await record(span("span/inner", { outputTokens: 50n, usageGap: "guessed_counts" }));
    await complete(wrapper);
    expect(await totals()).toEqual({ cost: 30n, tokens: [10n, 5n], cached: 8 });
  });
});

test("keys that are not recorded are ignored", async () => {
  await yieldTo([inner]);
  await complete(wrapper);
  await undo();
  expect((await readRollups(db, projectId)).days).toEqual([]);
});
