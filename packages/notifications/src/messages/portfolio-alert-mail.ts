import type { BudgetAlert } from "../alerts/alert";
import type { MailMessage } from "../mail/mail-message";
import { type Figures, sentencesOf } from "./budget-words";
import { renderMail } from "./render-mail";

/** What an alert of a person's budget for all their products says. The contributors are products. */
export interface PortfolioAlert extends Figures, Pick<BudgetAlert, "kind" | "threshold" | "at"> {
  /** The address of the person. */
  recipient: string;
  /** The page that shows more. */
  url: string;
}

/** An alert that could not be delivered for so long says nothing about the present any more. */
const VALID_MS = 3 * 24 * 60 * 60 * 1_000;

/** The message that tells a person where the month of all their products stands. */
export function portfolioAlertMail(alert: PortfolioAlert): MailMessage {
  const { recipient, kind, threshold, at, url } = alert;
  const budget = "Your budget for all products";
  return {
    kind: "portfolio_alert",
    recipient,
    subject:
      kind === "threshold"
        ? `${budget} has reached ${threshold} % of its limit`
        : `${budget} is expected to exceed its limit`,
    ...renderMail({
      paragraphs: sentencesOf(alert),
      link: { label: "Open your products", url },
      notes: [
        "You get this because you have set a budget for all products that you own. A limit that is reached stops nothing.",
      ],
    }),
    validUntil: new Date(at.getTime() + VALID_MS),
  };
}
