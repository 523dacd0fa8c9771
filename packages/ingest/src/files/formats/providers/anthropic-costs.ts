import type { Fields } from "../fields";
import { aggregatedCall, requireDollars } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "anthropic-costs";

/**
 * The costs of Anthropic's Console, in the form of its export or of the API `/organizations/cost_report`.
 * Each record is the cost of one model and one kind of token on a day. The API gives the amounts in cents.
 */
export const anthropicCosts: FileFormat = {
  name: FORMAT,
  title: "Anthropic cost export",
  isAggregated: true,
  usageFields: null,
  recognises: (record) =>
    record.hasAll("usage_date_utc", "cost_usd") ||
    (record.hasAll("starting_at", "amount") && record.has("cost_type")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const costMicroUsd = record.dollars("cost_usd") ?? record.cents("amount");
  if (costMicroUsd === null || costMicroUsd === 0n) return [];
  requireDollars(record.text("currency"));
  const model = record.text("model");
  return [
    aggregatedCall({
      format: FORMAT,
      provider: "anthropic",
      model: model && modelIdOf(model),
      agentName: record.text("api_key"),
      start: record.time("usage_date_utc", "starting_at"),
      groups: [
        record.named("model"),
        record.named("workspace", "workspace_id"),
        record.named("api_key"),
      ],
      details: [
        record.text("usage_type", "service_tier"),
        record.text("context_window"),
        record.text("token_type"),
        record.text("cost_type"),
        record.text("inference_geo"),
        record.text("description"),
      ],
      tokens: null,
      costMicroUsd,
    }),
  ];
}

/**
 * Returns the id of a model that the Console shows by its display name: `Claude Sonnet 4.5` →
 * `claude-sonnet-4-5`, and `Claude Haiku 3.5` → `claude-3-5-haiku`.
 */
const modelIdOf = (name: string): string =>
  /^claude /i.test(name)
    ? name
        .toLowerCase()
        .replace(/[\s.]+/g, "-")
        .replace(/^claude-([a-z]+)-(3(?:-\d)?)$/, "claude-$2-$1")
    : name;
