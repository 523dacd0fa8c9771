import { getIP } from "better-auth/api";
import type { Auth } from "../auth";

/**
 * The source IP address by which attempts are counted, as our server saw it on the socket; of an IPv6
 * address only its /64 network. All requests without an address share one counter.
 */
export const sourceAddress = (auth: Pick<Auth, "options">, headers: Headers): string =>
  getIP(headers, auth.options) ?? "unknown";
