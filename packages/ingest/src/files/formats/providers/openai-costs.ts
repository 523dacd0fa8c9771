import type { Fields } from "../fields";
import { aggregatedCall, requireDollars } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "openai-costs";

/**
 * The costs of OpenAI's platform, in the form of the dashboard's export or of the API
 * `/organization/costs`. Each record is the cost of a day, often for one line item of the invoice.
 */
export const openAiCosts: FileFormat = {
  name: FORMAT,
  title: "OpenAI cost export",
  isAggregated: true,
  usageFields: null,
  recognises: (record) =>
    record.has("start_time") && (record.has("amount_value") || record.has("amount.value")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const costMicroUsd = record.dollars("amount_value", "amount.value");
  // The dashboard exports a day without costs as a row without an amount.
  if (costMicroUsd === null || costMicroUsd === 0n) return [];
  requireDollars(record.text("amount_currency", "amount.currency"));
  const lineItem = record.text("line_item");
  return [
    aggregatedCall({
      format: FORMAT,
      provider: "openai",
      model: modelOf(lineItem),
      agentName: record.text("api_key_name"),
      start: record.time("start_time_iso", "start_time"),
      groups: [
        record.named("project_id"),
        record.named("user_id"),
        record.named("api_key_id"),
        record.named("line_item"),
      ],
      details: [record.text("organization_id")],
      tokens: null,
      costMicroUsd,
    }),
  ];
}

/** The model in a line item of the invoice, such as `gpt-5-2025-08-07, cached input`. */
const modelOf = (lineItem: string | null): string | null =>
  /^([^,\s]+), /.exec(lineItem ?? "")?.[1] ?? null;
