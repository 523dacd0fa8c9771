import type { Environment } from "@ai-cost/web-server/environment";

/** Says whether the server sends e-mail, and through which server, without its password. */
export function mailLine({ mail }: Pick<Environment, "mail">): string {
  if (!mail)
    return "E-mail is off: invitations are links to copy. SMTP_URL and MAIL_FROM turn it on, see docs/operate.md.";
  return `E-mail goes out through ${new URL(mail.smtpUrl).host}, from ${mail.from.address}.`;
}
