import { formatCount } from "@/lib/format";
import { formatInstant } from "@/lib/format-time";
import type { Delivery } from "../outputs";
import { ALERT_KINDS } from "./alert-kinds";

/** What a message was about: `Budget threshold 90 %`. */
function whatText({ what, threshold }: Pick<Delivery, "what" | "threshold">): string {
  if (what === "test") return "Test";
  const { label } = ALERT_KINDS[what];
  return threshold === null ? label : `${label} ${threshold}\u202f%`;
}

const ALERT_TITLES: Readonly<Record<Delivery["state"], string>> = {
  waiting: "Being sent",
  retrying: "Not delivered, trying again",
  delivered: "Last message delivered",
  givenUp: "Last message not delivered",
};

const TEST_TITLES: Readonly<Record<Delivery["state"], string>> = {
  waiting: "Test is being sent",
  retrying: "Test not delivered, trying again",
  delivered: "Test delivered",
  givenUp: "Test not delivered",
};

/** The outcome of the last message in words. */
export const deliveryTitle = ({ what, state }: Pick<Delivery, "what" | "state">): string =>
  (what === "test" ? TEST_TITLES : ALERT_TITLES)[state];

/** The details of the last delivery: when, what, to how many, why not, and when it is tried again. */
export function deliveryDetails(delivery: Delivery, asOf: string): string {
  const { at, what, reason, attempt, maxAttempts, nextAttemptAt, recipients, state } = delivery;
  const isFailing = state === "retrying" || state === "givenUp";
  return [
    `${formatInstant(at, asOf)} UTC`,
    what !== "test" && whatText(delivery),
    recipients > 1 && state === "delivered" && formatCount(recipients, "recipient"),
    isFailing && reason,
    isFailing && maxAttempts > 1 && `attempt ${attempt} of ${maxAttempts}`,
    state === "retrying" && nextAttemptAt && `next ${formatInstant(nextAttemptAt, asOf)} UTC`,
  ]
    .filter(Boolean)
    .join(" · ");
}
