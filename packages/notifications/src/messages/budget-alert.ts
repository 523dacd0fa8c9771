import type { AlertChannelKind, BudgetAlertKind, BudgetScopeKind } from "@ai-cost/db";
import type { ProjectMessage } from "../outbox/project-outbox";
import { oneLine } from "./one-line";
import { renderMail } from "./render-mail";

/** What an alert of a budget says. Amounts are micro-dollars. */
export interface BudgetAlert {
  projectId: string;
  productName: string;
  /** The name is that of the agent type or model; null for the product's own budget. */
  budget: { id: string; kind: BudgetScopeKind; value: string | null; name: string | null };
  /** The UTC month, `YYYY-MM`. */
  month: string;
  kind: BudgetAlertKind;
  /** The percentage that was reached; 0 for a forecast. */
  threshold: number;
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  /** Null while there is too little history. */
  forecast: { lowMicroUsd: bigint; highMicroUsd: bigint; amountMicroUsd: bigint } | null;
  /** What spent most since the last alert, or since the beginning of the month. */
  contributors: readonly { name: string; costMicroUsd: bigint }[];
  at: Date;
  /** The page that shows more. */
  url: string;
}

interface Receivers {
  recipients: readonly string[];
  channels: readonly { id: string; kind: AlertChannelKind }[];
}

const TYPES: Record<BudgetAlertKind, string> = {
  threshold: "budget.threshold_reached",
  forecast: "budget.forecast_exceeds_limit",
};

/** The messages of an alert, one for each receiver. */
export function budgetAlertMessages(
  alert: BudgetAlert,
  { recipients, channels }: Receivers,
): ProjectMessage[] {
  const kind = TYPES[alert.kind];
  const bodies: Record<AlertChannelKind, () => object> = {
    slack: () => slackPayload(alert),
    webhook: () => webhookBody(alert),
  };
  return [
    ...recipients.map((recipient) => ({
      kind,
      receiver: { recipient },
      content: JSON.stringify(mailOf(alert)),
    })),
    ...channels.map((channel) => ({
      kind,
      receiver: { channelId: channel.id },
      content: JSON.stringify(bodies[channel.kind]()),
    })),
  ];
}

function mailOf(alert: BudgetAlert) {
  return {
    subject: titleOf(alert),
    ...renderMail({
      paragraphs: sentencesOf(alert),
      link: { label: "Open the costs of the product", url: alert.url },
      notes: [
        "You get this because you are an owner or an admin of the product. A limit that is reached stops nothing.",
      ],
    }),
  };
}

/** A message of Slack, in the format of its incoming webhooks. */
function slackPayload(alert: BudgetAlert) {
  const title = titleOf(alert);
  const text = [`*${slackText(title)}*`, ...sentencesOf(alert).map(slackText)].join("\n");
  return {
    text: slackText(title),
    blocks: [
      { type: "section", text: { type: "mrkdwn", text } },
      {
        type: "section",
        text: { type: "mrkdwn", text: `<${alert.url}|Open the costs of the product>` },
      },
    ],
  };
}

/** Slack reads these three characters as markup. */
const slackText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The body of a webhook. Amounts are decimal strings of micro-dollars, so that no reader rounds them. */
function webhookBody(alert: BudgetAlert) {
  const { forecast } = alert;
  return {
    type: TYPES[alert.kind],
    timestamp: alert.at.toISOString(),
    data: {
      projectId: alert.projectId,
      productName: alert.productName,
      budget: { id: alert.budget.id, scope: alert.budget.kind, value: alert.budget.value },
      month: alert.month,
      threshold: alert.kind === "threshold" ? alert.threshold : null,
      limitMicroUsd: String(alert.limitMicroUsd),
      spentMicroUsd: String(alert.spentMicroUsd),
      forecast: forecast && {
        amountMicroUsd: String(forecast.amountMicroUsd),
        lowMicroUsd: String(forecast.lowMicroUsd),
        highMicroUsd: String(forecast.highMicroUsd),
      },
      contributors: alert.contributors.map(({ name, costMicroUsd }) => ({
        name,
        costMicroUsd: String(costMicroUsd),
      })),
      url: alert.url,
    },
  };
}

function titleOf(alert: BudgetAlert): string {
  const what = `${budgetOf(alert)} of “${oneLine(alert.productName)}”`;
  return alert.kind === "threshold"
    ? `${what} has reached ${alert.threshold} % of its limit`
    : `${what} is expected to exceed its limit`;
}

const budgetOf = ({ budget: { name } }: BudgetAlert): string =>
  name === null ? "The budget" : `The budget for ${oneLine(name)}`;

type Figures = Pick<BudgetAlert, "limitMicroUsd" | "spentMicroUsd" | "forecast" | "contributors">;

/** What an alert says about spend and limit, one sentence each. */
export function sentencesOf(alert: Figures): string[] {
  const { spentMicroUsd, limitMicroUsd, forecast, contributors } = alert;
  const largest = contributors.map(
    ({ name, costMicroUsd }) => `${oneLine(name)} (${dollars(costMicroUsd)})`,
  );
  return [
    `${dollars(spentMicroUsd)} of ${dollars(limitMicroUsd)} is spent this month (UTC): ${percent(alert)} %.`,
    forecast
      ? `Forecast for the month: ${dollars(forecast.lowMicroUsd)} to ${dollars(forecast.highMicroUsd)}.`
      : "There is no forecast yet, because there is too little history.",
    ...(largest.length > 0 ? [`Most was spent lately by ${largest.join(", ")}.`] : []),
  ];
}

/** Cut to one decimal, so that 99.96 % is never shown as 100 %. */
function percent({ spentMicroUsd, limitMicroUsd }: Figures): string {
  const perMille = (spentMicroUsd * 1_000n) / limitMicroUsd;
  return `${perMille / 10n}.${perMille % 10n}`;
}

const MICRO_USD_PER_CENT = 10_000n;

/** Micro-dollars as dollars with cents, of which half a cent rounds up: 1,234,565,000 → `$1,234.57`. */
function dollars(microUsd: bigint): string {
  const cents = (microUsd + MICRO_USD_PER_CENT / 2n) / MICRO_USD_PER_CENT;
  const whole = (cents / 100n).toLocaleString("en-US");
  return `$${whole}.${String(cents % 100n).padStart(2, "0")}`;
}
