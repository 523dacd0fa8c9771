/** The tiers of service that providers charge other than their standard price for. */
export const SERVICE_TIERS = ["batch", "flex", "priority"] as const;

export type ServiceTier = (typeof SERVICE_TIERS)[number];
