import { randomBytes, randomUUID } from "node:crypto";
import { ServerResponse } from "node:http";
import { isDraining } from "../draining";
import type { BufferedRequest } from "../request/buffered-request";
import { API_POLICY, pagePolicy } from "./content-security-policy";
import type { FailureStatus } from "./in-flight";

/** Headers that every response has, unless the page or route sets another value. */
const COMMON_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cache-control": "no-store",
};
const RETRY_AFTER_SECONDS = "5";
const YEAR_SECONDS = 31_536_000;

/**
 * A response of the edge server. Pages, routes, Next and Node all call `writeHead`, which adds the
 * headers that are not set yet.
 */
export class EdgeResponse extends ServerResponse<BufferedRequest> {
  readonly requestId = randomUUID();
  readonly nonce = randomBytes(18).toString("base64url");
  /** The status of a page that failed because the database is unavailable or its person asks too much; else null. */
  failureStatus: FailureStatus | null = null;

  identify: (party: string | null) => void = () => {};
  leave: () => void = () => {};

  get policy(): string {
    return this.req.url?.startsWith("/api/") ? API_POLICY : pagePolicy(this.nonce);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the overloads of Node's own method have no common type.
  override writeHead(status: number, ...rest: any[]): this {
    if (isDraining(this.req.socket)) this.shouldKeepAlive = false;
    const sentStatus = this.#sentStatus(status);
    for (const [name, value] of Object.entries(this.defaultHeaders(sentStatus)))
      if (!this.hasHeader(name)) this.setHeader(name, value);
    return super.writeHead(sentStatus, ...rest);
  }

  /** Next answers 409 for an action that no page of this build has; for HTTP, it does not exist. */
  #sentStatus(status: number): number {
    if (status === 409 && this.hasHeader("x-nextjs-action-not-found")) return 404;
    return status === 500 ? (this.failureStatus ?? status) : status;
  }

  protected defaultHeaders(status: number): Record<string, string> {
    return {
      ...COMMON_HEADERS,
      "content-security-policy": this.policy,
      "x-request-id": this.requestId,
      ...((status === 503 || status === 429) && { "retry-after": RETRY_AFTER_SECONDS }),
    };
  }
}

/** A response of a server with an https public URL. It tells browsers to use only https for this host. */
export class HttpsEdgeResponse extends EdgeResponse {
  protected override defaultHeaders(status: number): Record<string, string> {
    return {
      ...super.defaultHeaders(status),
      "strict-transport-security": `max-age=${YEAR_SECONDS}`,
    };
  }
}
