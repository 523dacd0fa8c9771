import { MAX_ATTEMPTS, TEST_KIND } from "@ai-cost/notifications";
import type { DeliveryRow } from "./queries";

export function toDeliveryOutput(row: DeliveryRow) {
  const { kind, createdAt, attempts, nextAttemptAt, lastError, deliveredAt } = row;
  return {
    state: stateOf(row),
    at: (deliveredAt ?? createdAt).toISOString(),
    reason: lastError,
    attempt: attempts,
    maxAttempts: kind === TEST_KIND ? 1 : MAX_ATTEMPTS,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}

function stateOf({
  deliveredAt,
  nextAttemptAt,
  lastError,
}: DeliveryRow): "waiting" | "retrying" | "delivered" | "givenUp" {
  if (deliveredAt) return "delivered";
  if (!nextAttemptAt) return "givenUp";
  return lastError === null ? "waiting" : "retrying";
}
