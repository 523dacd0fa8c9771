import { modelPrices } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { parseDecimal } from "@ai-cost/domain";
import { beforeEach, expect, test } from "vitest";
import { importCsv, temporaryFiles } from "../testing/import-csv";
import type { Mapping, TokenPrices } from "./mapping";

const NOW = new Date("2026-05-20T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db);
});

const FILE = `at,in,out,usd,llm,by
2026-05-19 10:00:00,1000,100,0.01,gpt-5,OpenAI
2026-05-19 11:00:00,1000,100,,gpt-5,OpenAI
2026-05-19 12:00:00,1000,100,,house-model,
`;
const MAPPING: Partial<Mapping> = {
  time: { column: "at" },
  inputTokens: { column: "in" },
  outputTokens: { column: "out" },
  model: { column: "llm" },
  provider: null,
  agentType: null,
  run: null,
  cost: { column: "usd" },
};

const importPriced = (change: Partial<Mapping> = {}, prices: TokenPrices | null = null) =>
  importCsv({
    db: database.tenantOf(projectId),
    projectId,
    clock: () => NOW,
    path: write("priced.csv", FILE),
    mapping: { ...MAPPING, ...change },
    prices,
  });

function typedPrice(text: string) {
  const price = parseDecimal(text);
  if (!price) throw new Error(`${text} is not a price`);
  return price;
}

const charges = () => database.sql`
  select amount_micro_usd as amount, cost_source as source, price, provider,
    idempotency_key as key, content_hash as hash
  from credit_transactions where project_id = ${projectId} order by occurred_at`;

test("the cost in a row is used, and a row without one is priced by the table", async () => {
  await importPriced({ provider: { column: "by" } });
  expect(await charges()).toMatchObject([
    { amount: 10_000n, source: "reported", price: null },
    {
      amount: 2250n,
      source: "price_table",
      price: { provider: "openai", model: "gpt-5", usdPerMillion: { input_mtok: "1.25" } },
      provider: "openai",
    },
    { amount: null, source: null, price: null, provider: null },
  ]);
});

test("the given prices count as prices of the project, and are stored as they were typed", async () => {
  await importPriced(
    {},
    { inputUsdPerMillion: typedPrice("0.50"), outputUsdPerMillion: typedPrice("1e1") },
  );
  const given = {
    amount: 1500n,
    source: "project_price",
    price: { usdPerMillion: { input_mtok: "0.5", output_mtok: "10" } },
  };
  expect(await charges()).toMatchObject([{ source: "reported" }, given, given]);
});

test("a project's own price of a model takes precedence over the table", async () => {
  const price = { inputMicroUsdPerMillion: 2_000_000n, outputMicroUsdPerMillion: 0n };
  const change = { updatedBy: "a test", updatedAt: NOW };
  for (const model of ["gpt-5", "house-model"])
    await database.db.insert(modelPrices).values({ projectId, model, ...price, ...change });
  await importPriced();
  const own = { amount: 2000n, source: "project_price" };
  expect(await charges()).toMatchObject([{ source: "reported" }, own, own]);
});

test("the keys and hashes of rows never change, so that files that were imported before count once", async () => {
  await importPriced({ provider: { column: "by" } });
  expect((await charges()).map(({ key, hash }) => [key, hash])).toMatchInlineSnapshot(`
    [
      [
        "import:9d7ce63be27144dd7c122c4cc7f12c0a:0",
        "e916d6d8a6087aa430bfc1526d86a00be59c9c5123d5f671ac2eaa37b3199106",
      ],
      [
        "import:bb0818166eea581e4986ed1a4718c0fb:0",
        "a824d51594a93cf8b1211530aa6d4a0bc2a06852ccf18a5107f88fa51eb17cc2",
      ],
      [
        "import:c4b557a26ce941116d6eb7464b4c940e:0",
        "a732cd83780ceeb90cf379b4889fb4b73b5409d94c676078d5dbf2eb7f80523f",
      ],
    ]
  `);
});
