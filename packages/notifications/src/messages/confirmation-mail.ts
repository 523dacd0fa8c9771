import type { MailMessage } from "../mail/mail-message";
import { formatInstant } from "./format-instant";
import { oneLine } from "./one-line";
import { APP_NAME, renderMail } from "./render-mail";

export interface AddressConfirmation {
  /** The address that is to get alerts. */
  recipient: string;
  /** Who has added the address. */
  actor: { name: string; email: string };
  productName: string;
  /** The address of the page on which the reader agrees. */
  url: string;
  validUntil: Date;
}

/** The message that asks the reader of an address whether alerts may be sent there. */
export function confirmationMail({
  recipient,
  actor,
  productName,
  url,
  validUntil,
}: AddressConfirmation): MailMessage {
  const [name, product] = [oneLine(actor.name), oneLine(productName)];
  return {
    kind: "channel_confirmation",
    recipient,
    subject: `Do you want the alerts of “${product}”?`,
    ...renderMail({
      paragraphs: [
        `${name} (${oneLine(actor.email)}) wants to send the alerts of the product “${product}” in ${APP_NAME} to this address.`,
        "They say when the costs of AI agents reach a limit. You get none unless you agree, and you can end them at any time.",
      ],
      link: { label: "Confirm the address", url },
      notes: [
        `The link is valid until ${formatInstant(validUntil)}.`,
        "If you do not know the sender or did not expect this, ignore this message.",
      ],
    }),
    validUntil,
  };
}
