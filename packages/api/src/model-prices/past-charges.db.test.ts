import { modelPrices } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { reconcile, recordUsage, type UsageReport } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { beforeEach, expect, test } from "vitest";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf } from "../testing/callers";
import { type ChargeParts, recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
const model = "house-7b";
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member" | "stranger";
const pricesAs = (person: Person) => {
  const { list, previewPastCharges, applyToPastCharges } = callerOf(
    app.db,
    fixture[person],
  ).modelPrices;
  const { projectId } = fixture;
  return {
    list: () => list({ projectId }),
    preview: (ofModel = model) => previewPastCharges({ projectId, model: ofModel }),
    apply: (before?: string) => applyToPastCharges({ projectId, model, before }),
  };
};

/** Sets $2 per million input tokens and $10 per million output tokens. */
const setPrice = (projectId = fixture.projectId, microUsdPerMillion = 2_000_000n) =>
  db.insert(modelPrices).values({
    projectId,
    model,
    inputMicroUsdPerMillion: microUsdPerMillion,
    outputMicroUsdPerMillion: 10_000_000n,
    updatedBy: fixture.owner.id,
    updatedAt: NOW,
  });

const unpriced = (parts: ChargeParts = {}): ChargeParts => ({
  model,
  amountMicroUsd: null,
  inputTokens: 1000n,
  outputTokens: 100n,
  ...parts,
});

const record = (charges: readonly ChargeParts[], projectId = fixture.projectId) =>
  recordCharges(tenantOf, projectId, charges);

const summary = (month: string) =>
  callerOf(app.db, fixture.owner).aiCost.getMonthlySummary({ projectId: fixture.projectId, month });

const audited = async (projectId = fixture.projectId) =>
  (await auditEventsOf(db, projectId)).map(({ actorId, action, from, to }) => [
    actorId,
    action,
    from,
    to,
  ]);

test("the preview says how many charges would get a price and what each month would get", async () => {
  await record([
    unpriced({ at: "2026-10-31T23:59:59.999Z" }),
    unpriced({ at: "2026-11-01T00:00:00Z" }),
    unpriced({ at: "2026-11-02T00:00:00Z", inputTokens: 500_000n }),
    unpriced({ model: "HOUSE-7B" }),
    { model, amountMicroUsd: 7n },
  ]);
  expect(await pricesAs("owner").preview()).toEqual({
    charges: 0,
    amount: 0,
    unpriced: 3,
    months: [],
    isAtLeast: false,
  });
  await setPrice();
  expect(await pricesAs("admin").preview()).toEqual({
    charges: 3,
    amount: 1.007,
    unpriced: 0,
    months: [
      { month: "2026-11", charges: 2, amount: 1.004 },
      { month: "2026-10", charges: 1, amount: 0.003 },
    ],
    isAtLeast: false,
  });
  expect((await summary("2026-11")).totalCost).toBe(0.000007);
});

test("applying adds what the preview said, once, and says in the audit trail who did it", async () => {
  await record([
    unpriced({ at: "2026-10-31T12:00:00Z" }),
    unpriced({ at: "2026-11-01T12:00:00Z" }),
  ]);
  await setPrice();
  const applied = { charges: 2, amount: 0.006, unpriced: 0, refused: 0, refusal: null, last: null };
  expect(await pricesAs("admin").apply()).toEqual(applied);
  expect(await pricesAs("owner").apply()).toEqual({ ...applied, charges: 0, amount: 0 });
  for (const month of ["2026-10", "2026-11"])
    expect(await summary(month)).toMatchObject({ totalCost: 0.003, unpricedCharges: 0 });
  const { admin } = fixture;
  expect(await audited()).toEqual([
    [admin.id, "model-price.apply", null, "house-7b: 2 past charges, $0.006"],
  ]);
  expect((await pricesAs("owner").list()).unpricedModels).toEqual([]);
  expect(await reconcile(tenantOf(fixture.projectId), fixture.projectId)).toEqual([]);
});

test("more than a thousand charges take several calls, each of which says where the next one continues", async () => {
  await record(Array.from({ length: 1001 }, () => unpriced({ at: "2026-11-01T12:00:00Z" })));
  await setPrice();
  expect(await pricesAs("owner").preview()).toMatchObject({ charges: 1001, amount: 3.003 });
  const first = await pricesAs("owner").apply();
  expect(first).toMatchObject({ charges: 1000, amount: 3, last: expect.any(String) });
  expect(await pricesAs("owner").apply(first.last ?? undefined)).toMatchObject({
    charges: 1,
    amount: 0.003,
    last: null,
  });
  expect((await audited()).map(([, , , to]) => to)).toEqual([
    "house-7b: 1,000 past charges, $3",
    "house-7b: 1 past charge, $0.003",
  ]);
});

test("two people who apply while completions arrive price every charge once, with all of its usage", async () => {
  const { projectId } = fixture;
  const charge = (number: number, parts: Partial<UsageReport>): UsageReport => {
    const report = usageReport({
      key: `call-${number}`,
      at: "2026-11-01T12:00:00Z",
      inputTokens: 1000n,
    });
    const whole = { ...report, model, canonicalModel: model, ...parts };
    return {
      ...whole,
      content: { key: report.idempotencyKey, tokens: String(whole.outputTokens) },
    };
  };
  const send = (reports: UsageReport[]) =>
    recordUsage(tenantOf(projectId), { projectId, now: NOW }, reports);
  const numbers = Array.from({ length: 40 }, (_, number) => number);
  const unknown = { amountMicroUsd: null, costByKind: null, costSource: null, price: null };
  await send(numbers.map((number) => charge(number, { ...unknown, outputTokens: 5n })));
  await setPrice();
  // 1,000 tokens at $2 and 100 at $10 per million.
  const fuller = { amountMicroUsd: 3000n, costByKind: { input: 2000, output: 1000 } };
  await Promise.all([
    pricesAs("owner").apply(),
    pricesAs("admin").apply(),
    ...numbers.map((number) => send([charge(number, { ...fuller, outputTokens: 100n })])),
  ]);
  expect(await summary("2026-11")).toMatchObject({ totalCost: 0.12, unpricedCharges: 0 });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a price that a charge cannot have is refused with the reason, and the charge stays unpriced", async () => {
  await record([unpriced({ inputTokens: 2n }), unpriced({ inputTokens: 2_000_000n })]);
  await setPrice(fixture.projectId, 1_000_000_000_000n);
  expect(await pricesAs("owner").apply()).toMatchObject({
    charges: 1,
    refused: 1,
    refusal: expect.stringMatching(/^the amount is above \$1,000,000, the most/),
  });
  expect(await summary("2026-11")).toMatchObject({ unpricedCharges: 1 });
});

test("a model of the price table needs no price of one's own", async () => {
  await record([unpriced({ model: "gpt-5" }), unpriced()]);
  expect((await pricesAs("owner").list()).unpricedModels).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ model: "gpt-5", hasPrice: true }),
      expect.objectContaining({ model, hasPrice: false }),
    ]),
  );
  expect(await pricesAs("owner").preview("gpt-5")).toMatchObject({ charges: 1, amount: 0.00225 });
});

test("a member and a stranger are refused, and another product's charges stay as they are", async () => {
  await record([unpriced()]);
  const [foreign] = await record([unpriced()], fixture.foreignProjectId);
  await setPrice();
  await setPrice(fixture.foreignProjectId);
  for (const [person, code] of [
    ["member", "FORBIDDEN"],
    ["stranger", "NOT_FOUND"],
  ] as const) {
    await expect(pricesAs(person).preview()).rejects.toMatchObject({ code });
    await expect(pricesAs(person).apply()).rejects.toMatchObject({ code });
  }
  expect(await pricesAs("owner").apply(foreign?.chargeId)).toMatchObject({
    charges: 0,
    last: null,
  });
  expect(await pricesAs("owner").apply()).toMatchObject({ charges: 1 });
  expect(await audited(fixture.foreignProjectId)).toEqual([]);
  const { modelPrices: theirs } = callerOf(app.db, fixture.stranger);
  const { unpricedModels } = await theirs.list({ projectId: fixture.foreignProjectId });
  expect(unpricedModels).toMatchObject([{ model, charges: 1 }]);
});
