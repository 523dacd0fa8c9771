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

test("the prices that the user gives are used like the project's own prices, and are stored as typed", async () => {
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

test("a project's own price of a model is used instead of the table's price", async () => {
  const price = { inputMicroUsdPerMillion: 2_000_000n, outputMicroUsdPerMillion: 0n };
  const change = { updatedBy: "a test", updatedAt: NOW };
  for (const model of ["gpt-5", "house-model"])
    await database.db.insert(modelPrices).values({ projectId, model, ...price, ...change });
  await importPriced();
  const own = { amount: 2000n, source: "project_price" };
  expect(await charges()).toMatchObject([{ source: "reported" }, own, own]);
});

test("the keys and hashes of rows are the same as in earlier versions, so that a file that is imported again counts once", async () => {
  await importPriced({ provider: { column: "by" } });
  expect((await charges()).map(({ key, hash }) => [key, hash])).toMatchInlineSnapshot(`
    [
      [
        "import:9d7ce63be27144dd7c122c4cc7f12c0a:0",
        "2:ab49a0a8e70fb83174eafab81960677c7be69e0c8c0273b90dda960a8737e282",
      ],
      [
        "import:bb0818166eea581e4986ed1a4718c0fb:0",
        "2:7d5fbfd2b93b6df899f22211f950a169e2b87b32be8d44d13ab9813b3ba32022",
      ],
      [
        "import:c4b557a26ce941116d6eb7464b4c940e:0",
        "2:618cd53f2e87dc6f03c9e19abe30aae7bdde2612a88834b77b27b2133af84182",
      ],
    ]
  `);
});
