import type { IncomingMessage } from "node:http";
import type { BlockList } from "node:net";
import { type NamedHost, parseHost } from "@ai-cost/web-server/environment";
import type { HttpError } from "../response/http-error";
import { isTrusted } from "./client-address";
import { isHealthTarget, isIngestTarget } from "./request-target";

export interface HostSettings {
  /** The public origin of this server, under which people open it. */
  publicUrl: string;
  /** Further hosts under which people open it. */
  allowedHosts: readonly NamedHost[];
  /** The addresses of trusted proxies; null without a trusted proxy. */
  trustedProxies: BlockList | null;
}

type HostedRequest = Pick<IncomingMessage, "url" | "headers" | "headersDistinct"> & {
  socket: { remoteAddress?: string | undefined };
};

const MISDIRECTED: HttpError = {
  status: 421,
  message:
    "This server does not answer under this host name. Use the address in PUBLIC_URL, or add the name to ALLOWED_HOSTS.",
};
const SEVERAL_HOSTS: HttpError = { status: 400, message: "A request must have one Host header." };

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|\[:{2}f{4}:7f[0-9a-f]{2}:[0-9a-f]+\])$/;

/**
 * Returns the error for a request that names a host which is not this server's; null when the host is
 * allowed. Without this check, another site could let its own name point to this server (DNS rebinding),
 * and its pages would then count as this server's pages. The ports do not matter, because a name that is
 * ours cannot be another site's. Endpoints that authenticate by key and health checks have no pages and
 * are called under the names of containers, so they accept every host.
 */
export function hostError(request: HostedRequest, settings: HostSettings): HttpError | null {
  const { url = "", headersDistinct } = request;
  if (isIngestTarget(url) || isHealthTarget(url)) return null;
  const hosts = requestHosts(request, settings.trustedProxies);
  if (hosts.length === 0 || !hosts.every((host) => isAllowed(host, settings))) return MISDIRECTED;
  return (headersDistinct.host ?? []).length > 1 ? SEVERAL_HOSTS : null;
}

/**
 * The hosts that the client named: those of `x-forwarded-host` if a trusted proxy has sent it, otherwise
 * that of a complete URL in the request line, otherwise those of `Host`. A list can have several because
 * some proxies append to what the client sent; each of them must then be allowed.
 */
export function requestHosts(
  { url = "", headers, headersDistinct, socket }: HostedRequest,
  trustedProxies: BlockList | null,
): string[] {
  const forwarded = headers["x-forwarded-host"];
  if (forwarded !== undefined && isTrusted(trustedProxies, socket.remoteAddress ?? ""))
    return String(forwarded)
      .split(",")
      .map((host) => host.trim());
  const complete = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url);
  return complete ? [complete[1] ?? ""] : (headersDistinct.host ?? []);
}

function isAllowed(text: string, { publicUrl, allowedHosts }: HostSettings): boolean {
  const host = parseHost(text);
  if (host === null) return false;
  if (LOOPBACK.test(host.name) || host.name === parseHost(new URL(publicUrl).host)?.name)
    return true;
  return allowedHosts.some(
    ({ name, port }) => name === host.name && (port === null || port === host.port),
  );
}
