import type { MailMessage } from "../mail/mail-message";
import { formatInstant } from "./format-instant";
import { APP_NAME, renderMail } from "./render-mail";

export interface PasswordReset {
  /** The address of the account. */
  recipient: string;
  /** The address of the page on which the person chooses a new password. */
  url: string;
  validUntil: Date;
}

/** The message with which a person chooses a new password. */
export function passwordResetMail({ recipient, url, validUntil }: PasswordReset): MailMessage {
  return {
    kind: "password_reset",
    recipient,
    subject: `Reset your password for ${APP_NAME}`,
    ...renderMail({
      paragraphs: [
        `Somebody asked to reset the password of the account ${recipient} in ${APP_NAME}.`,
        "If that was you, choose a new password. This signs you out everywhere.",
      ],
      link: { label: "Choose a new password", url },
      notes: [
        `The link is valid for one hour, until ${formatInstant(validUntil)}, and can be used once.`,
        "If that was not you, ignore this message. Your password stays as it is, and nobody can change it without this link.",
      ],
    }),
    validUntil,
  };
}
