/** What a message is about, which the log names. */
export type MailKind = "channel_confirmation" | "invitation" | "password_reset" | "portfolio_alert";

/** An e-mail to one person. */
export interface MailMessage {
  kind: MailKind;
  /** A valid e-mail address. */
  recipient: string;
  /** One line of text. */
  subject: string;
  /** The message as plain text. */
  text: string;
  /** The same message as HTML. */
  html: string;
  /** When the link in the message ends. The message is not sent after this. */
  validUntil: Date;
}
