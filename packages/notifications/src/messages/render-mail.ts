import type { MailMessage } from "../mail/mail-message";

/** The content of a message, of which the plain text and the HTML are made. */
export interface MailContent {
  /** What happened, one paragraph each. */
  paragraphs: string[];
  /** What the person can do. */
  link: { label: string; url: string };
  /** How long the link is valid, and what to do if the message was not expected. */
  notes: string[];
  /** The page on which the reader ends such messages. */
  unsubscribeUrl?: string;
}

/** The name of the product in messages. */
export const APP_NAME = "AI Cost & Budget";

export function renderMail(content: MailContent): Pick<MailMessage, "text" | "html"> {
  const { paragraphs, link, notes, unsubscribeUrl } = content;
  const text = [
    ...paragraphs,
    `${link.label}:\n${link.url}`,
    ...notes,
    ...(unsubscribeUrl ? [`${UNSUBSCRIBE}:\n${unsubscribeUrl}`] : []),
    `-- \n${APP_NAME}`,
  ];
  return { text: `${text.join("\n\n")}\n`, html: htmlOf(content) };
}

const UNSUBSCRIBE = "Unsubscribe";

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? "");

/** The styles work in light and dark mail programs, because they set no colour of text or background. */
const BODY = "font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:24px 16px";
const LINK =
  "display:inline-block;padding:10px 18px;border:1px solid currentColor;border-radius:6px;font-weight:600;text-decoration:none";
const NOTE = "font-size:14px;opacity:0.8";
const ADDRESS = `${NOTE};overflow-wrap:anywhere`;

function htmlOf({ paragraphs, link, notes, unsubscribeUrl }: MailContent): string {
  const url = escaped(link.url);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="color-scheme" content="light dark"></head>',
    `<body style="${BODY}">`,
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    `<p><a href="${url}" style="${LINK}">${escaped(link.label)}</a></p>`,
    `<p style="${ADDRESS}">If the button does not work, open this address: ${url}</p>`,
    ...notes.map((note) => `<p style="${NOTE}">${escaped(note)}</p>`),
    ...(unsubscribeUrl
      ? [`<p style="${NOTE}"><a href="${escaped(unsubscribeUrl)}">${UNSUBSCRIBE}</a></p>`]
      : []),
    `<p style="${NOTE}">${escaped(APP_NAME)}</p>`,
    "</body></html>",
  ].join("\n");
}
