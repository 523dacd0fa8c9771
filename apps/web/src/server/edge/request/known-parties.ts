import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { addressGroup } from "@ai-cost/fairness";

const MAX_KNOWN = 10_000;
const SESSION = /(?:^|;\s*)(?:__Host-)?ai-cost\.session_token=([^;]+)/;

/** Who has sent which credentials lately. It only decides for whom a request waits, never what it may do. */
const known = new Map<string, string>();

/**
 * The party for which a request waits: the person or project whose credentials were valid before, or else
 * the address. So strangers at an address cannot delay those who are known there.
 */
export function partyOf(headers: IncomingHttpHeaders, address: string): string {
  const credentials = credentialsOf(headers);
  const party = credentials === null ? undefined : known.get(credentials);
  return party ?? `address ${addressGroup(address)}`;
}

/** Remembers whose credentials the headers contain; null forgets them. */
export function remember(headers: IncomingHttpHeaders, party: string | null): void {
  const credentials = credentialsOf(headers);
  if (credentials === null) return;
  known.delete(credentials);
  if (party !== null) known.set(credentials, party);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}

/** A hash of the ingest key, or else of the session, in the headers; null without both. */
function credentialsOf({ authorization, cookie = "" }: IncomingHttpHeaders): string | null {
  const text = authorization ?? SESSION.exec(cookie)?.[1];
  return text === undefined ? null : createHash("sha256").update(text).digest("base64");
}
