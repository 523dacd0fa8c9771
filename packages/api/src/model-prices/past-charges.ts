import { previewRepricing, repricePage } from "@ai-cost/pricing";
import { addAuditEvent } from "../audit-events/add-audit-event";
import type { ProjectContext, ReadContext } from "../context";
import { toDollars } from "../exact-numbers";
import { appliedPriceText } from "./price-output";
import { MAX_PREVIEWED_CHARGES } from "./schema";

/** What the model's charges without a price would cost, and changes nothing. */
export async function previewPastCharges({ db }: ReadContext, projectId: string, model: string) {
  const maxCharges = MAX_PREVIEWED_CHARGES;
  const preview = await previewRepricing(db, { projectId, model, maxCharges });
  return {
    charges: preview.priced,
    amount: toDollars(preview.amountMicroUsd),
    unpriced: preview.unpriced,
    months: preview.months.map(({ month, priced, amountMicroUsd }) => ({
      month,
      charges: priced,
      amount: toDollars(amountMicroUsd),
    })),
    isAtLeast: preview.hasMore,
  };
}

/**
 * Prices up to a thousand of the model's charges without a price. The corrections and their audit event
 * are stored in one transaction.
 */
export async function applyToPastCharges(
  { db, now, project, user }: ProjectContext,
  { model, before = null }: { model: string; before?: string | undefined | null },
) {
  const event = { projectId: project.id, actorId: user.id, action: "model-price.apply" } as const;
  const applied = await repricePage({
    db,
    now,
    projectId: project.id,
    model,
    before,
    alongside: (tx, corrected) =>
      addAuditEvent(tx, { ...event, from: null, to: appliedPriceText(model, corrected), at: now }),
  });
  return {
    charges: applied.corrected,
    amount: toDollars(applied.amountMicroUsd),
    unpriced: applied.unpriced,
    refused: applied.problems.length,
    refusal: applied.problems[0]?.reason ?? null,
    last: applied.last,
  };
}
