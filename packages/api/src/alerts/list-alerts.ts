import { type Alert, alertOfRow, isResendable, selectReceivers } from "@ai-cost/notifications";
import { toEstimateOutput } from "../budgets/forecast-output";
import { toScopeOutput } from "../budgets/schema";
import type { ReadContext } from "../context";
import { toDollars } from "../exact-numbers";
import { toDeliveryOutput } from "./delivery-output";
import { type AlertFilter, selectAlertPage, selectMessages } from "./queries";
import { SHOWN_KINDS, SHOWN_REASONS } from "./schema";

/** The log of the project's alerts that match, newest first, each with its messages. */
export async function listAlerts(
  { db, now, alerts }: ReadContext,
  projectId: string,
  filter: AlertFilter,
) {
  const page = await selectAlertPage(db, projectId, filter);
  const rows = await selectMessages(
    db,
    projectId,
    page.map(({ id }) => id),
  );
  const possible = await selectReceivers(db, projectId, alerts.sendsMail);
  return page.map((row) => {
    const messages = rows
      .filter(({ alertId }) => alertId === row.id)
      .map((message) => ({
        ...toMessageOutput(message),
        isResendable: isResendable(message, { possible, now }),
      }));
    const unsentReason = row.unsentReason && SHOWN_REASONS[row.unsentReason];
    return {
      alertId: row.id,
      at: row.decidedAt.toISOString(),
      kind: SHOWN_KINDS[row.kind],
      ...factsOf(alertOfRow(row)),
      unsentReason,
      messages,
      isResendable: unsentReason !== null || messages.some((message) => message.isResendable),
    };
  });
}

const NO_AMOUNTS = {
  month: null,
  threshold: null,
  limit: null,
  spent: null,
  unpricedCharges: 0,
  forecast: null,
};

function factsOf(alert: Alert) {
  if (alert.kind === "channel_broken") {
    const { id, name } = alert.channel;
    const subject = { kind: "channel" as const, id, name: name === "" ? null : name };
    return { ...NO_AMOUNTS, subject, reason: alert.reason };
  }
  const { forecast, budget } = alert;
  const { kind, value: name } = toScopeOutput(budget);
  return {
    subject: { kind, id: budget.id, name },
    month: alert.month,
    threshold: alert.kind === "threshold" ? alert.threshold : null,
    limit: toDollars(alert.limitMicroUsd),
    spent: toDollars(alert.spentMicroUsd),
    unpricedCharges: alert.unpricedCharges,
    forecast: forecast && toEstimateOutput(forecast),
    reason: null,
  };
}

type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

const toMessageOutput = (message: MessageRow) => ({
  ...toDeliveryOutput(message),
  messageId: message.id,
  channelId: message.channelId,
  channelKind: message.channel?.kind ?? ("email" as const),
  name: message.channel?.name ?? message.recipient ?? "",
});
