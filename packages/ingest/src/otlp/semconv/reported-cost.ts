import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import { COST, COST_CURRENCY, LANGFUSE_COST } from "./attribute-names";
import type { Attributes } from "./attributes";
import { JsonAttribute } from "./json-attribute";
import { ProviderMetadata } from "./provider-metadata";

/**
 * The reported cost of a call in micro-dollars; null when no cost is reported, or when its currency is not
 * USD.
 */
export function reportedCost(attributes: Attributes): bigint | null {
  const currency = attributes.text(COST_CURRENCY) ?? "USD";
  if (currency.toUpperCase() !== "USD") return null;
  const cost = COST.find(({ name }) => attributes.has(name));
  if (!cost) return langfuseCost(attributes) ?? new ProviderMetadata(attributes).costMicroUsd();
  const costMicroUsd = attributes.microUsd(cost.name);
  return cost.isZeroUnknown && costMicroUsd === 0n ? null : costMicroUsd;
}

/**
 * Returns the total of Langfuse's cost details; without a total, the sum of the costs. Returns null for 0,
 * because Langfuse's wrapper of the OpenAI client writes 0 for a failed call.
 */
function langfuseCost(attributes: Attributes): bigint | null {
  if (!attributes.has(LANGFUSE_COST)) return null;
  const { total, ...parts } = new JsonAttribute(attributes, LANGFUSE_COST).numbers();
  const dollars = total ?? Object.values(parts).reduce((sum, part) => sum + part, 0);
  return dollars === 0 ? null : microUsdFromDollars(dollars);
}
