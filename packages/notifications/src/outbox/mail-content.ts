import type { MailMessage } from "../mail/mail-message";
import { openText, sealText } from "./seal-text";

/** The part of a message that is encrypted in the outbox. */
type MailContent = Pick<MailMessage, "subject" | "text" | "html" | "validUntil">;

interface MailRow {
  id: string;
  recipient: string;
}

const rowOf = ({ id, recipient }: MailRow): string => `${id} ${recipient}`;

export const sealContent = (
  secret: string,
  row: MailRow,
  { subject, text, html, validUntil }: MailContent,
): string => sealText(secret, rowOf(row), JSON.stringify({ subject, text, html, validUntil }));

/** Opens what `sealContent` has sealed for this row. Throws when it does not open. */
export function openContent(secret: string, row: MailRow, sealed: string): MailContent {
  const content = JSON.parse(openText(secret, rowOf(row), sealed));
  return { ...content, validUntil: new Date(content.validUntil) };
}
