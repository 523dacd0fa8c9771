import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { PriceableCall } from "../price-call";

/** The fields of a call, with its token counts on the same level. */
export type CallFields = Partial<Omit<PriceableCall, "tokens"> & TokenCounts>;

/**
 * Creates a call of Claude Sonnet 4.5 at the start of 2026 with 1,000 input and 100 output tokens. The
 * given fields replace these values.
 */
export function callWith({
  provider = "anthropic",
  model = "claude-sonnet-4-5",
  endpointAddress = null,
  occurredAt = new Date("2026-01-01T00:00:00Z"),
  costMicroUsd = null,
  serviceTier = null,
  inferenceGeo = null,
  units = null,
  ...tokens
}: CallFields): PriceableCall & { tokens: TokenCounts } {
  return {
    provider,
    model,
    endpointAddress,
    occurredAt,
    costMicroUsd,
    serviceTier,
    inferenceGeo,
    units,
    tokens: { ...NO_TOKENS, inputTokens: 1000n, outputTokens: 100n, ...tokens },
  };
}
