import { randomBytes, randomUUID } from "node:crypto";
import { ServerResponse } from "node:http";
import { PROGRAM_POLICY, pagePolicy } from "./content-security-policy.mjs";
import { isLeaving } from "./leaving.mjs";

/** What every answer says to a browser. */
const SHARED = {
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
 * An answer of this server, whoever writes it: a page, a route, Next or Node. All pass `writeHead`,
 * so that is where the headers that an answer lacks are set.
 *
 * @extends {ServerResponse<import("./held-request.mjs").HeldRequest>}
 */
export class Answer extends ServerResponse {
  requestId = randomUUID();
  nonce = randomBytes(18).toString("base64url");
  /** That a page could not be made because the database is away: Next knows only 500. */
  isUnavailable = false;

  get policy() {
    return this.req.url?.startsWith("/api/") ? PROGRAM_POLICY : pagePolicy(this.nonce);
  }

  /**
   * @override
   * @param {number} status
   * @param {any[]} rest
   */
  writeHead(status, ...rest) {
    if (isLeaving(this.req.socket)) this.shouldKeepAlive = false;
    const told = status === 500 && this.isUnavailable ? 503 : status;
    for (const [name, value] of Object.entries(this.headersOf(told)))
      if (!this.hasHeader(name)) this.setHeader(name, value);
    return super.writeHead(told, ...rest);
  }

  /**
   * @param {number} status
   * @returns {Record<string, string>}
   */
  headersOf(status) {
    return {
      ...SHARED,
      "content-security-policy": this.policy,
      "x-request-id": this.requestId,
      ...(status === 503 && { "retry-after": RETRY_AFTER_SECONDS }),
    };
  }
}

/** Where people use https: a browser that has been here comes back by nothing else. */
export class HttpsAnswer extends Answer {
  /**
   * @override
   * @param {number} status
   */
  headersOf(status) {
    return {
      ...super.headersOf(status),
      "strict-transport-security": `max-age=${YEAR_SECONDS}`,
    };
  }
}
