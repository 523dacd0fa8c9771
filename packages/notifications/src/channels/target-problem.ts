import ipaddr from "ipaddr.js";
import { isPublicAddress } from "./public-address";

/**
 * Why a URL cannot be the target of a channel, as the end of a sentence; null when it can. The addresses
 * behind a name are checked at each delivery, because they can change.
 */
export function targetProblem(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return "is not a URL";
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== "https:" && !(allowPrivate && protocol === "http:"))
    return "must begin with https://";
  if (username !== "" || password !== "") return "must contain no user name and password";
  return allowPrivate || isPublicHost(hostname)
    ? null
    : "must be an address of the public internet";
}

/** Whether the host of a URL is a public address, or a name that can lead to one. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return ipaddr.isValid(host) ? isPublicAddress(host) : !/^(.*\.)?localhost$/.test(host);
}

/** Longer parts of a path are often secrets, such as those of Discord, Teams and n8n. */
const MAX_SHOWN_PART = 16;
const shortened = (part: string): string =>
  part.length > MAX_SHOWN_PART ? `…${part.slice(-4)}` : part;

/**
 * Shows where a channel goes without what would let a reader post there: the query and the long parts of the
 * path, or most of Slack's path.
 */
export function targetText(kind: "slack" | "webhook", url: string): string {
  const { host, origin, pathname } = new URL(url);
  return kind === "slack"
    ? `${host} …${pathname.slice(-4)}`
    : `${origin}${pathname.split("/").map(shortened).join("/")}`;
}
