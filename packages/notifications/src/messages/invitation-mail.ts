import type { Role } from "@ai-cost/domain";
import type { MailMessage } from "../mail/mail-message";
import { formatInstant } from "./format-instant";
import { oneLine } from "./one-line";
import { APP_NAME, renderMail } from "./render-mail";

export interface Invitation {
  /** The address that is invited. */
  recipient: string;
  /** Who invites. */
  inviter: { name: string; email: string };
  productName: string;
  role: Role;
  /** The address of the page on which the person accepts or declines. */
  url: string;
  validUntil: Date;
}

const ROLES: Record<Role, string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
};

/** The message that invites a person to a product. */
export function invitationMail({
  recipient,
  inviter,
  productName,
  role,
  url,
  validUntil,
}: Invitation): MailMessage {
  const [name, product] = [oneLine(inviter.name), oneLine(productName)];
  return {
    kind: "invitation",
    recipient,
    subject: `${name} invites you to “${product}”`,
    ...renderMail({
      paragraphs: [
        `${name} (${oneLine(inviter.email)}) invites you to the product “${product}” in ${APP_NAME}, as ${ROLES[role]}.`,
        `${APP_NAME} shows what the AI agents of a product cost. You see this product after you have accepted.`,
      ],
      link: { label: "Open the invitation", url },
      notes: [
        `The link is valid until ${formatInstant(validUntil)} and can be used once. It is only for you: do not forward this message.`,
        "If you do not know the sender or did not expect this, ignore this message. Nothing happens unless you accept.",
      ],
    }),
    validUntil,
  };
}
