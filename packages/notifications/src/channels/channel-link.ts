import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { isId } from "@ai-cost/db";

/** What the links in e-mails to other addresses do. */
const CHANNEL_LINK_ACTIONS = ["confirm", "unsubscribe"] as const;

/** What a link in an e-mail lets its reader do with one channel. */
export interface ChannelLink {
  action: (typeof CHANNEL_LINK_ACTIONS)[number];
  projectId: string;
  channelId: string;
  /** When the link was made. */
  at: Date;
}

const PREFIX = "chl_";

/**
 * Makes the token of a link. It is signed with a key of its own that is derived from the AUTH_SECRET, so no
 * table contains it and a link can be checked without a look at the database.
 */
export function channelToken(secret: string, { action, projectId, channelId, at }: ChannelLink) {
  const text = [action, projectId, channelId, at.getTime()].join(" ");
  const parts = [Buffer.from(text), signatureOf(secret, text)];
  return PREFIX + parts.map((part) => part.toString("base64url")).join(".");
}

/** Reads a token. Returns null when this secret has not signed it. */
export function readChannelToken(secret: string, token: string): ChannelLink | null {
  if (!token.startsWith(PREFIX)) return null;
  const [content = "", signature = "", ...rest] = token.slice(PREFIX.length).split(".");
  const text = Buffer.from(content, "base64url").toString();
  if (rest.length > 0 || !isSigned(secret, text, signature)) return null;
  const [action, projectId = "", channelId = "", atMs = ""] = text.split(" ");
  const known = CHANNEL_LINK_ACTIONS.find((one) => one === action);
  if (!known || !isId(projectId) || !isId(channelId)) return null;
  return { action: known, projectId, channelId, at: new Date(Number(atMs)) };
}

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync("sha256", secret, "", "ai-cost channel links", 32));

const signatureOf = (secret: string, text: string) =>
  createHmac("sha256", keyOf(secret)).update(text).digest();

function isSigned(secret: string, text: string, signature: string): boolean {
  const [expected, given] = [signatureOf(secret, text), Buffer.from(signature, "base64url")];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
