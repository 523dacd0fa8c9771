import type { MailServer, WebhookReceiver } from "@ai-cost/notifications/testing";
import { Webhook } from "standardwebhooks";
import type { Tenant } from "../fixture/tenant";

/** An alert as its receiver got it, perhaps more than once. */
export interface ReceivedAlert {
  /** The same for each message about one budget, threshold and limit of a project to one receiver. */
  subject: string;
  /** Identifies the message. A receiver drops a message whose id it has seen. */
  messageId: string;
}

interface AlertBody {
  type: string;
  data: {
    projectId: string;
    budget: { scope: string };
    threshold: number;
    limitMicroUsd: string;
  };
}

/**
 * The alerts that webhooks got. Throws when the package of Standard Webhooks does not verify a message with
 * each of the secrets.
 */
export const alertsOfWebhook = (
  { received }: Pick<WebhookReceiver, "received">,
  secrets: readonly string[],
): ReceivedAlert[] =>
  received.map(({ body, headers, path }) => {
    const signed = headers as Record<string, string>;
    for (const secret of secrets) new Webhook(secret).verify(body, signed);
    const { projectId, budget, threshold, limitMicroUsd } = (JSON.parse(body) as AlertBody).data;
    return {
      subject: [path, projectId, budget.scope, threshold, limitMicroUsd].join(" "),
      messageId: signed["webhook-id"] ?? "",
    };
  });

const ALERT = /^The budget .*(canary-\w+)” has reached (\d+) % of its limit$/;
const LIMIT = /of (\$[\d.,]+) is spent/;

/** The alerts of these tenants that a mail server got. Servers also send what earlier cases have left. */
export const alertsOfMail = (
  { received }: MailServer,
  tenants: readonly Tenant[],
): ReceivedAlert[] =>
  received.flatMap(({ subject = "", envelope, text = "", messageId = "" }) => {
    const [title, canary] = ALERT.exec(subject) ?? [];
    const [, limit] = LIMIT.exec(text) ?? [];
    return tenants.some((tenant) => tenant.canary === canary)
      ? [{ subject: [envelope.to, title, limit].join(" "), messageId }]
      : [];
  });

/** Groups the ids of the messages by what they are about. */
export function idsBySubject(alerts: readonly ReceivedAlert[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { subject, messageId } of alerts)
    ids.set(subject, (ids.get(subject) ?? new Set()).add(messageId));
  return ids;
}

/**
 * Compares the alerts with how many there must be. An alert that came twice with the same id is one; two ids
 * for one subject are two alerts.
 */
export function alertProblems(
  receiver: string,
  alerts: readonly ReceivedAlert[],
  expected: number,
): string[] {
  const ids = idsBySubject(alerts);
  const repeated = [...ids].filter(([, { size }]) => size > 1);
  return [
    ...(ids.size === expected
      ? []
      : [`${receiver} got ${ids.size} of the ${expected} alerts that are due`]),
    ...(repeated.length === 0
      ? []
      : [`${receiver} got ${repeated.length} alerts twice, such as ${repeated[0]?.[0]}`]),
  ];
}
