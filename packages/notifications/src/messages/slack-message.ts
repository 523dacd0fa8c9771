import type { AlertWords } from "./alert-words";

/** Slack refuses a message with a longer text. */
const MAX_HEADER_LENGTH = 150;
const MAX_SECTION_LENGTH = 3_000;

/**
 * A message of Slack, in the format of its incoming webhooks. What the alert says is plain text: as Slack's
 * markup, a name such as `*a*` would change how the message looks, and a link in it would be one.
 */
export const slackMessage = ({ title, sentences, link }: AlertWords, url: string) => ({
  // Notifications show this text. It cannot be plain, so what is markup in it is escaped.
  text: escaped(title),
  mrkdwn: false,
  blocks: [
    { type: "header", text: plainText(title, MAX_HEADER_LENGTH) },
    { type: "section", text: plainText(sentences.join("\n"), MAX_SECTION_LENGTH) },
    { type: "section", text: { type: "mrkdwn", text: `<${url}|${link.label}>` } },
  ],
});

const plainText = (text: string, maxLength: number) => ({
  type: "plain_text",
  text: cut(text, maxLength),
  // A name such as `:fire:` stays as it is.
  emoji: false,
});

/** Cuts a text, but never between the two halves of a surrogate pair. */
const cut = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).replace(/\p{Cs}$/u, "")}…`;

/** Slack reads these three characters as markup. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
