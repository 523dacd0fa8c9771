import { createTransport } from "nodemailer";
import { DeliveryFailure } from "../delivery/delivery-failure";
import type { MailAddress } from "./mail-address";
import type { MailMessage } from "./mail-message";
import { smtpFailure } from "./smtp-failure";

export interface SentMail extends Omit<MailMessage, "kind" | "validUntil"> {
  /** Identifies the message. It is the same at each attempt, so that a mailbox can drop a repetition. */
  id: string;
  createdAt: Date;
  /** The URL to which mail programs post when the reader wants no more messages (RFC 8058). */
  unsubscribe?: string;
}

/** Sends one message. Throws a DeliveryFailure when the server has not accepted it. */
export type SendMail = (mail: SentMail, signal: AbortSignal) => Promise<void>;

const CONNECT_MS = 10_000;
const GREETING_MS = 15_000;
/** One plain address. Nodemailer would read `a@example.com, b@example.com` as two. */
const ONE_ADDRESS = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/;
const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Connects to the server of an `smtp://` or `smtps://` URL for each message. With `smtp://` the
 * connection is encrypted if the server supports it. A password is sent only over an encrypted
 * connection, or to this machine.
 */
export function smtpTransport(smtpUrl: string, from: MailAddress): SendMail {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const isSecure = protocol === "smtps:";
  const hasPassword = username !== "";
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    ...(port !== "" && { port: Number(port) }),
    secure: isSecure,
    requireTLS: !isSecure && hasPassword && !LOOPBACK_HOSTS.includes(hostname),
    ...(hasPassword && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  return async ({ id, recipient, createdAt, subject, text, html, unsubscribe }, signal) => {
    if (!ONE_ADDRESS.test(recipient))
      throw new DeliveryFailure("the recipient is not one e-mail address", true);
    const sent = transport.sendMail({
      from,
      to: { name: "", address: recipient },
      envelope: { from: from.address, to: [recipient] },
      messageId: `<${id}@${domain}>`,
      date: createdAt,
      // Asks mailboxes not to answer automatically.
      headers: {
        "Auto-Submitted": "auto-generated",
        ...(unsubscribe && {
          "List-Unsubscribe": `<${unsubscribe}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }),
      },
      subject,
      text,
      html,
      signal,
    });
    await sent.catch((error) => {
      throw smtpFailure(error);
    });
  };
}
