import { z } from "zod";

/** How the server sends e-mail. */
export interface MailSettings {
  /** The URL of the mail server, which usually contains a password. */
  smtpUrl: string;
  /** The sender. The name is empty if MAIL_FROM is only an address. */
  from: { name: string; address: string };
}

/** Whether the text is an SMTP URL that has a host, both a user and a password or neither, and nothing else. */
export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  return (
    /^smtps?:$/.test(protocol) &&
    hostname !== "" &&
    ["", "/"].includes(pathname) &&
    `${search}${hash}` === "" &&
    (username === "") === (password === "") &&
    isPercentEncoded(username + password)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const NAMED_ADDRESS = /^(?<name>[^\p{Cc}<>"]*?)\s*<(?<address>[^<>]*)>$/u;

/** Parses `ada@example.com` or `Ada <ada@example.com>`. Returns null if the text is neither. */
export function parseMailFrom(text: string): MailSettings["from"] | null {
  const { name = "", address = text.trim() } = text.trim().match(NAMED_ADDRESS)?.groups ?? {};
  return z.email({ pattern: z.regexes.html5Email }).safeParse(address).success
    ? { name, address }
    : null;
}
