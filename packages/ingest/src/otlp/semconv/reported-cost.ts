import { COST, COST_CURRENCY } from "./attribute-names";
import type { Attributes } from "./attributes";
import { ProviderMetadata } from "./provider-metadata";

/**
 * The reported cost of a call in micro-dollars; null when no cost is reported, or when its currency is not
 * USD.
 */
export function reportedCost(attributes: Attributes): bigint | null {
  const currency = attributes.text(COST_CURRENCY) ?? "USD";
  if (currency.toUpperCase() !== "USD") return null;
  const cost = COST.find(({ name }) => attributes.has(name));
  if (!cost) return new ProviderMetadata(attributes).costMicroUsd();
  const costMicroUsd = attributes.microUsd(cost.name);
  return cost.isZeroUnknown && costMicroUsd === 0n ? null : costMicroUsd;
}
