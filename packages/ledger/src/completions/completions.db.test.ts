import { creditTransactions } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { correctCharge, reconcile, recordUsage, refundCharge } from "../index";
import type { UsageReport } from "../record/usage-report";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;
let strangerId: string;

type Parts = Partial<UsageReport> & { key?: string; at?: string };

/** A report of one call. Each token costs 10 micro-dollars, and a cached token costs 1. */
function report({ key = "k", at = "2026-11-03T10:00:00Z", ...fields }: Parts = {}): UsageReport {
  const { inputTokens = 10n, outputTokens = 5n, cacheReadTokens = null } = fields;
  const cached = cacheReadTokens ?? 0n;
  const costByKind = {
    input: Number((inputTokens ?? 0n) - cached) * 10,
    cached_input: Number(cached),
    output: Number(outputTokens ?? 0n) * 10,
  };
  const cost = Object.values(costByKind).reduce((sum, part) => sum + part, 0);
  const whole = {
    ...usageReport({ key, job: "j", at, amountMicroUsd: BigInt(cost) }),
    costByKind,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    ...fields,
  };
  const { source, model, amountMicroUsd } = whole;
  const content = { source, model, inputTokens, outputTokens, cacheReadTokens, amountMicroUsd };
  return {
    ...whole,
    content,
    canonicalModel: model,
    costSource: amountMicroUsd === null ? null : "reported",
  };
}

const record = (...reports: UsageReport[]) =>
  recordUsage(tenantOf(projectId), { projectId, now }, reports);
const outcomes = async (...reports: UsageReport[]) =>
  (await record(...reports)).map(({ outcome }) => outcome);
/** Records each report in a batch of its own. */
const oneByOne = async (...reports: UsageReport[]) => {
  const all = [];
  for (const each of reports) all.push(...(await outcomes(each)));
  return all;
};
const rows = () =>
  db
    .select()
    .from(creditTransactions)
    .where(eq(creditTransactions.projectId, projectId))
    .orderBy(asc(creditTransactions.id));
const completions = () =>
  db
    .select()
    .from(creditTransactions)
    .where(
      and(eq(creditTransactions.projectId, projectId), eq(creditTransactions.kind, "completion")),
    )
    .orderBy(asc(creditTransactions.id));

/** Returns the project's totals from the rollups, after checking that the rollups equal the ledger. */
async function totals() {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  const { days } = await readRollups(db, projectId);
  const sum = (value: (day: (typeof days)[number]) => bigint) =>
    days.reduce((total, day) => total + value(day), 0n);
  return {
    cost: sum((day) => day.costMicroUsd),
    input: sum((day) => day.inputTokens),
    output: sum((day) => day.outputTokens),
  };
}

beforeEach(async () => {
  [projectId, strangerId] = [await makeProject(db), await makeProject(db)];
  await recordUsage(tenantOf(strangerId), { projectId: strangerId, now }, [report()]);
});

const partial = report();
const whole = report({ outputTokens: 350n, at: "2026-11-03T10:00:09Z" });
const wholeTotals = { cost: 3_600n, input: 10n, output: 350n };

describe("a partial and a complete report of one call", () => {
  it("count as the complete one, and the rows of both stay in the ledger", async () => {
    expect(await oneByOne(partial, whole, partial, whole)).toEqual([
      "recorded",
      "recorded",
      "duplicate",
      "duplicate",
    ]);
    expect(await totals()).toEqual(wholeTotals);
    const [charge, completion, ...others] = await rows();
    expect(others).toEqual([]);
    expect(completion).toMatchObject({
      kind: "completion",
      chargeId: charge?.id,
      agentJobId: charge?.agentJobId,
      amountMicroUsd: 3_450n,
      costByKind: { output: 3_450 },
      inputTokens: 0n,
      outputTokens: 345n,
      cacheReadTokens: null,
      occurredAt: new Date("2026-11-03T10:00:00Z"),
      reportedEndAt: new Date("2026-11-03T10:00:09Z"),
    });
  });

  it("answer with the ids of the charge", async () => {
    const [first] = await record(partial);
    expect(await record(whole)).toEqual([first]);
  });

  it.each([
    ["in one batch", [partial, whole], ["recorded", "recorded"]],
    ["in one batch, the complete one first", [whole, partial], ["recorded", "duplicate"]],
    ["three in one batch", [partial, partial, whole, whole, partial], null],
  ])("%s count the same", async (_, reports, expected) => {
    const answers = await outcomes(...reports);
    if (expected) expect(answers).toEqual(expected);
    expect(await totals()).toEqual(wholeTotals);
    expect(await rows()).toHaveLength(answers.filter((answer) => answer === "recorded").length);
  });

  it("count the same when the complete one comes first", async () => {
    expect(await oneByOne(whole, partial, partial)).toEqual(["recorded", "duplicate", "duplicate"]);
    expect(await totals()).toEqual(wholeTotals);
    expect(await rows()).toHaveLength(1);
  });

  it("count the same when they arrive concurrently", async () => {
    const middle = report({ outputTokens: 100n, at: "2026-11-03T10:00:05Z" });
    const all = Array.from({ length: 4 }, () => [partial, middle, whole]).flat();
    await Promise.all(all.map((each) => record(each)));
    expect(await totals()).toEqual(wholeTotals);
    expect((await rows()).filter(({ kind }) => kind === "deduction")).toHaveLength(1);
  });

  it("do not complete the call of another project with the same key", async () => {
    await record(whole);
    const stored = await sql`
      select count(*)::int as rows, sum(output_tokens)::int as output from credit_transactions
      where project_id = ${strangerId}`;
    expect(stored).toEqual([{ rows: 1, output: 5 }]);
  });

  it("may make the call cheaper, when cached tokens become known", async () => {
    await oneByOne(
      report({ inputTokens: 100n }),
      report({ inputTokens: 100n, cacheReadTokens: 80n }),
    );
    expect(await totals()).toEqual({ cost: 330n, input: 100n, output: 5n });
    expect(await completions()).toMatchObject([
      { amountMicroUsd: -720n, costByKind: { input: -800, cached_input: 80 }, inputTokens: 0n },
    ]);
  });

  it("may end on another day, and then the call stays on the day of its charge", async () => {
    await oneByOne(partial, report({ outputTokens: 350n, at: "2026-11-04T00:00:01Z" }));
    expect(await totals()).toEqual(wholeTotals);
    expect((await readRollups(db, projectId)).days).toMatchObject([{ day: "2026-11-03" }]);
  });

  it("finish the job of the call, and a finished job takes a completion", async () => {
    const finished = { externalId: "j", finished: { status: "completed" as const, at: now } };
    await oneByOne(partial, { ...whole, job: finished });
    const other = report({ outputTokens: 351n, at: "2026-11-03T10:01:00Z" });
    expect(await outcomes(other)).toEqual(["recorded"]);
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { jobs: 1n, completedJobs: 1n, outputTokens: 351n },
    ]);
    await totals();
  });
});

test.each<[string, Parts]>([
  ["fewer tokens of one kind and more of another", { inputTokens: 9n, outputTokens: 6n }],
  ["more tokens and an earlier end", { outputTokens: 6n, at: "2026-11-03T09:59:59Z" }],
  ["fewer tokens and a later end", { outputTokens: 4n, at: "2026-11-03T10:00:01Z" }],
  ["more tokens of another model", { outputTokens: 6n, model: "other" }],
  ["the same tokens of another model", { model: "other" }],
  ["the same tokens at another price", { amountMicroUsd: 7n }],
])("a report with %s is a conflict and changes nothing", async (_, fields) => {
  await record(partial);
  const before = await rows();
  expect(await outcomes(report(fields))).toEqual(["conflict"]);
  expect(await outcomes(report(fields), report({ key: "other" }))).toEqual([
    "conflict",
    "recorded",
  ]);
  expect((await rows()).slice(0, 1)).toEqual(before);
  await totals();
});

test("a report that differs only in its time is a duplicate", async () => {
  expect(
    await oneByOne(
      partial,
      report({ at: "2026-11-03T10:00:01Z" }),
      report({ at: "2026-11-03T09:00:00Z" }),
    ),
  ).toEqual(["recorded", "duplicate", "duplicate"]);
});

describe("another source", () => {
  const other = { source: "another source" };
  const noCounts = {
    inputTokens: null,
    outputTokens: null,
    amountMicroUsd: null,
    costByKind: null,
  };

  it("adds a price that the charge lacks, and nothing else", async () => {
    const unpriced = report({ amountMicroUsd: null, costByKind: null });
    expect(
      await oneByOne(unpriced, report({ ...other, outputTokens: 6n, amountMicroUsd: 160n })),
    ).toEqual(["recorded", "recorded"]);
    expect(await totals()).toEqual({ cost: 160n, input: 10n, output: 5n });
    expect((await readRollups(db, projectId)).agents).toMatchObject([{ unpricedCharges: 0n }]);
    expect(await outcomes(report({ ...other, outputTokens: 7n }))).toEqual(["duplicate"]);
  });

  it("adds the counts and the price of a call without counts", async () => {
    expect(
      await oneByOne(report(noCounts), report(other), report(noCounts), report(other)),
    ).toEqual(["recorded", "recorded", "duplicate", "duplicate"]);
    expect(await totals()).toEqual({ cost: 150n, input: 10n, output: 5n });
    expect(await outcomes(report({ ...other, outputTokens: 350n }))).toEqual(["recorded"]);
    expect(await totals()).toEqual(wholeTotals);
  });

  it("adds nothing to a call without counts when it has none either", async () => {
    expect(await oneByOne(report(noCounts), report({ ...noCounts, ...other }))).toEqual([
      "recorded",
      "duplicate",
    ]);
  });
});

describe("the completion of a charge", () => {
  it("without a price has the tokens, and a correction has the whole price", async () => {
    const [charge] = await record(report({ amountMicroUsd: null, costByKind: null }));
    await record(whole);
    expect(await totals()).toEqual(wholeTotals);
    expect((await rows()).map(({ kind, amountMicroUsd }) => [kind, amountMicroUsd])).toEqual([
      ["deduction", null],
      ["completion", 0n],
      ["correction", 3_600n],
    ]);
    const { chargeId = "" } = charge && "chargeId" in charge ? charge : {};
    expect(
      await correctCharge(
        tenantOf(projectId),
        { projectId, now },
        { chargeId, amountMicroUsd: 1n },
      ),
    ).toMatchObject({ outcome: "conflict" });
  });

  it("by a report without a price adds the tokens alone", async () => {
    await oneByOne(partial, report({ outputTokens: 350n, amountMicroUsd: null, costByKind: null }));
    expect(await totals()).toEqual({ cost: 150n, input: 10n, output: 350n });
  });

  it("that was refunded never costs less than its refunds", async () => {
    const [charge] = await record(report({ inputTokens: 100n }));
    const { chargeId = "" } = charge && "chargeId" in charge ? charge : {};
    const refund = (idempotencyKey: string, amountMicroUsd: bigint) =>
      refundCharge(
        tenantOf(projectId),
        { projectId, now },
        { idempotencyKey, chargeId, amountMicroUsd },
      );
    expect(await refund("r1", 1_000n)).toMatchObject({ outcome: "recorded" });
    await record(report({ inputTokens: 100n, cacheReadTokens: 100n }));
    expect(await completions()).toMatchObject([
      { amountMicroUsd: -50n, costByKind: { input: -1_000, cached_input: 100, unattributed: 850 } },
    ]);
    expect(await totals()).toMatchObject({ cost: 0n });
    expect(await refund("r2", 1n)).toMatchObject({ outcome: "invalid" });
  });

  it("raises what can be refunded", async () => {
    const [charge] = await record(partial);
    const { chargeId = "" } = charge && "chargeId" in charge ? charge : {};
    await record(whole);
    const refund = { idempotencyKey: "r", chargeId, amountMicroUsd: 3_600n };
    expect(await refundCharge(tenantOf(projectId), { projectId, now }, refund)).toMatchObject({
      outcome: "recorded",
    });
    expect(await totals()).toMatchObject({ cost: 0n });
  });
});
