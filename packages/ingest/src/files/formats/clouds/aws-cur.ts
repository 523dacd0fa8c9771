import type { Fields } from "../fields";
import { aggregatedCall, requireDollars } from "../file-call";
import type { FileFormat } from "../file-format";
import { cloudUsageOf } from "./cloud-sku";

const FORMAT = "aws-cur";
const START = "line_item_usage_start_date";
const COST = ["line_item_net_unblended_cost", "line_item_unblended_cost"] as const;

/**
 * The Cost and Usage Report of AWS, in the legacy format (`lineItem/UsageType`) or as a data export
 * (`line_item_usage_type`). Only the usage of Bedrock and Amazon Q is read.
 */
export const awsCur: FileFormat = {
  name: FORMAT,
  title: "AWS Cost and Usage Report",
  isAggregated: true,
  usageFields: null,
  recognises: (record) => record.hasAll(START, "line_item_usage_type"),
  openReader: () => readRecord,
};

const isAiService = (record: Fields): boolean =>
  [
    record.text("line_item_product_code"),
    record.text("product_product_name", "product.product_name"),
    record.text("product_servicecode", "product.servicecode"),
  ].some((name) => /bedrock|amazon ?q\b/i.test(name ?? ""));

const USAGE = /^(?:Usage|DiscountedUsage|SavingsPlanCoveredUsage)$/;

function readRecord(record: Fields) {
  if (!isAiService(record) || !USAGE.test(record.text("line_item_line_item_type") ?? "Usage"))
    return [];
  const costMicroUsd = record.dollars(...COST);
  if (costMicroUsd === null || costMicroUsd === 0n) return [];
  requireDollars(record.text("line_item_currency_code"));
  const usageType = record.text("line_item_usage_type");
  const description = record.text("line_item_line_item_description");
  const product = record.text("product_product_name", "product.product_name");
  const usage = cloudUsageOf(
    [usageType, product, description].join(" "),
    record.text("line_item_usage_amount"),
    `${record.text("pricing_unit") ?? ""} ${description ?? ""}`,
  );
  return [
    aggregatedCall({
      format: FORMAT,
      provider: "aws",
      model: usage.model,
      start: record.time(START),
      end: record.time("line_item_usage_end_date", START),
      groups: [record.named("line_item_resource_id")],
      details: [
        record.text("line_item_usage_account_id"),
        usageType,
        record.text("line_item_operation"),
        description,
      ],
      tokens: usage.tokens,
      serviceTier: usage.serviceTier,
      costMicroUsd,
    }),
  ];
}
