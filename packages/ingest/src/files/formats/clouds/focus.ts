import type { Fields } from "../fields";
import { aggregatedCall, requireDollars } from "../file-call";
import type { FileFormat } from "../file-format";
import { cloudUsageOf } from "./cloud-sku";

const FORMAT = "focus";

/**
 * Matches the cloud services that sell model calls, for exports that list them in another category than
 * AI.
 */
const AI_SERVICE =
  /bedrock|openai|anthropic|claude|azure ai|foundry|cognitive services|vertex ai|gemini|generative ai/i;

/**
 * The bill of a cloud in the FinOps Open Cost and Usage Specification, versions 1.0 to 1.4. Only the usage
 * of AI services is read: each record is the cost of one billed item in a day or an hour.
 */
export const focus: FileFormat = {
  name: FORMAT,
  title: "FOCUS bill",
  isAggregated: true,
  usageFields: null,
  recognises: (record) =>
    record.hasAll("ChargePeriodStart", "ServiceName") &&
    (record.has("BilledCost") || record.has("EffectiveCost")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const service = record.text("ServiceName") ?? "";
  const isAi =
    record.text("ServiceCategory") === "AI and Machine Learning" || AI_SERVICE.test(service);
  if (!isAi || (record.text("ChargeCategory") ?? "Usage") !== "Usage") return [];
  const costMicroUsd = record.dollars("EffectiveCost", "BilledCost");
  if (costMicroUsd === null || costMicroUsd === 0n) return [];
  requireDollars(record.text("BillingCurrency"));
  const description = record.text("ChargeDescription");
  const name = `${description ?? ""} ${record.text("SkuMeter") ?? ""} ${service}`.trim();
  const usage = cloudUsageOf(
    name,
    record.text("ConsumedQuantity", "PricingQuantity"),
    record.text("ConsumedUnit", "PricingUnit") ?? "",
  );
  return [
    aggregatedCall({
      format: FORMAT,
      provider: sellerOf(
        record.text("ServiceProviderName", "ProviderName", "PublisherName", "InvoiceIssuerName"),
      ),
      model: usage.model,
      start: record.time("ChargePeriodStart"),
      end: record.time("ChargePeriodEnd", "ChargePeriodStart"),
      groups: [record.named("SkuId"), record.named("ResourceId")],
      details: [
        record.text("BillingAccountId"),
        record.text("SubAccountId"),
        service,
        record.text("SkuPriceId"),
        description,
        record.text("RegionId"),
        record.text("Tags"),
      ],
      tokens: usage.tokens,
      serviceTier: usage.serviceTier,
      costMicroUsd,
    }),
  ];
}

/** The spellings of each cloud's name in bills, with the provider name that live calls report. */
const CLOUDS: readonly [RegExp, string][] = [
  [/^(?:aws|amazon)\b/i, "aws"],
  [/^(?:microsoft|azure)\b/i, "azure"],
  [/^google\b/i, "google"],
];

const sellerOf = (name: string | null): string | null =>
  CLOUDS.find(([pattern]) => pattern.test(name ?? ""))?.[1] ?? name;
