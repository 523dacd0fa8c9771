/** The tiers of service that have other prices than the standard tier. */
export const SERVICE_TIERS = ["batch", "flex", "priority"] as const;

export type ServiceTier = (typeof SERVICE_TIERS)[number];

/**
 * The tier in a name that a provider or a client gives it, such as `ON_DEMAND_FLEX`; null for the standard
 * tier under any of its names (`default`, `auto`, `on_demand`), and for a tier without a list price.
 */
export function serviceTierOf(reported: string | null): ServiceTier | null {
  const name = reported?.toLowerCase() ?? "";
  return SERVICE_TIERS.find((tier) => name.includes(tier)) ?? null;
}
