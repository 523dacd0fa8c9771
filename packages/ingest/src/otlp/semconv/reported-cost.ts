import { COST, COST_CURRENCY } from "./attribute-names";
import type { Attributes } from "./attributes";
import { ProviderMetadata } from "./provider-metadata";

/** Micro-dollars that the span says its call cost; null when it says none, or another currency's. */
export function reportedCost(attributes: Attributes): bigint | null {
  const currency = attributes.text(COST_CURRENCY) ?? "USD";
  if (currency.toUpperCase() !== "USD") return null;
  const said = COST.find(({ name }) => attributes.has(name));
  if (!said) return new ProviderMetadata(attributes).costMicroUsd();
  const costMicroUsd = attributes.microUsd(said.name);
  return said.isZeroUnknown && costMicroUsd === 0n ? null : costMicroUsd;
}
