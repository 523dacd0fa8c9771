import { findProvider } from "@pydantic/genai-prices";
import { expect, test } from "vitest";
import { canonicalProvider, SELLERS } from "../sellers/providers";
import { callWith } from "../testing/call-with";
import { findInFirstTable } from "./first-table";
import { priceByTable } from "./price-by-table";
import { secondTableModels } from "./second-table";

/**
 * This test measures how many models the price tables cover. `docs/send-usage.md` has the figures, which
 * change with the versions of the tables. This command prints them: `pnpm vitest run
 * packages/pricing/src/price-table/coverage --reporter verbose`.
 */
interface SoldModel {
  provider: string | null;
  endpointAddress?: string;
  model: string;
}

/** The distinct pairs of provider and model that real clients reported. */
const REPORTED: readonly SoldModel[] = [
  { provider: null, model: "gpt-4o" },
  { provider: null, model: "gpt-4o-2024-08-06" },
  { provider: null, model: "gpt-5-2025-08-07" },
  { provider: "alibaba", model: "qwen3-max" },
  { provider: "anthropic", model: "claude-opus-5" },
  { provider: "anthropic", model: "claude-opus-5-5[1m]" },
  { provider: "anthropic", model: "claude-sonnet-4-5" },
  { provider: "anthropic", model: "claude-sonnet-4-5-20250929" },
  { provider: "anthropic.messages", model: "claude-sonnet-4-5" },
  {
    provider: "aws.bedrock",
    model: "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1",
  },
  { provider: "azure", model: "my-deploy" },
  { provider: "azure.ai.openai", model: "my-gpt4o-prod" },
  { provider: "bedrock", model: "bedrock/us-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0" },
  { provider: "gcp.gemini", model: "gemini-2.5-flash" },
  { provider: "google", model: "gemini-2.5-flash" },
  { provider: "openai", model: "claude-sonnet-4-5" },
  { provider: "openai", endpointAddress: "api.deepseek.com", model: "deepseek-chat" },
  { provider: "openai", endpointAddress: "api.groq.com", model: "llama-3.3-70b-versatile" },
  { provider: "openai", endpointAddress: "openrouter.ai", model: "anthropic/claude-sonnet-4.5" },
  { provider: "openai", model: "ft:gpt-4.1-mini-2025-04-14:acme::B1" },
  { provider: "openai", model: "gpt-4o" },
  { provider: "openai", model: "gpt-4o-2024-08-06" },
  { provider: "openai", model: "gpt-4o-transcribe" },
  { provider: "openai", model: "gpt-5" },
  { provider: "openai", model: "gpt-5-2025-08-07" },
  { provider: "openai", model: "text-embedding-3-small" },
  { provider: "openrouter", model: "meta-llama/llama-3.3-70b-instruct:nitro" },
  { provider: "portkey", model: "gpt-4o" },
  { provider: "shop", model: "gpt-4o" },
];

/** Returns the models of every seller in both tables. */
const listings = (): (SoldModel & { provider: string })[] => [
  ...SELLERS.flatMap((provider) =>
    (findProvider({ providerId: provider })?.models ?? []).map(({ id }) => ({
      provider,
      model: id,
    })),
  ),
  ...secondTableModels(),
];

/** Returns the name that a model has at every seller: without its path, its region and its date. */
const commonName = (model: string): string =>
  model
    .toLowerCase()
    .replace(/:free$/, "")
    .replace(/^.*[/~]/, "")
    .replace(/^(?:\w+\.)*(?=[a-z])/, "")
    .replace(/[-@](?:20\d{6}|20\d\d-\d\d-\d\d).*$|-v\d+:\d+$/, "")
    .replaceAll(".", "-");

/**
 * Returns the models that the most companies sell. They serve as an estimate of the most used models,
 * because nobody publishes how much each model is used.
 */
function mostSold(count: number): SoldModel[] {
  const sellers = new Map<string, Map<string, SoldModel>>();
  for (const listing of listings()) {
    const name = commonName(listing.model);
    const bySeller = sellers.get(name) ?? new Map<string, SoldModel>();
    bySeller.set(listing.provider, bySeller.get(listing.provider) ?? listing);
    sellers.set(name, bySeller);
  }
  return [...sellers]
    .sort(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
    .slice(0, count)
    .flatMap(([, bySeller]) => [...bySeller.values()]);
}

const byFirstTable = ({ provider, model }: SoldModel): boolean => {
  const seller = canonicalProvider(provider);
  return SELLERS.filter((each) => seller === null || each === seller).some(
    (each) => findInFirstTable(each, model) !== null,
  );
};
const byBothTables = (sold: SoldModel): boolean =>
  priceByTable({ ...callWith({ outputTokens: 0n }), ...sold }) !== null;

const count = (models: readonly SoldModel[], isPriced: (model: SoldModel) => boolean): number =>
  models.filter(isPriced).length;

const MOST_SOLD = mostSold(200);

test.each([
  { what: "names that real clients reported", models: REPORTED, all: 29, first: 15, both: 26 },
  {
    what: "offers of the 200 models that most companies sell",
    models: MOST_SOLD,
    all: 789,
    first: 448,
    both: 757,
  },
])(
  "of $all $what, the first table alone prices $first, and both tables $both",
  ({ models, ...figures }) => {
    expect({
      all: models.length,
      first: count(models, byFirstTable),
      both: count(models, byBothTables),
    }).toEqual({ all: figures.all, first: figures.first, both: figures.both });
  },
);

test("of the models that clients reported, only those with a meaningless name have no price", () => {
  const unpriced = REPORTED.filter((sold) => !byBothTables(sold));
  expect(unpriced.map(({ model }) => model)).toEqual([
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1",
    "my-deploy",
    "my-gpt4o-prod",
  ]);
});
