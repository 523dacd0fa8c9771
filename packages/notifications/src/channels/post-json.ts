import type { LookupAddress } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { DeliveryFailure } from "../delivery/delivery-failure";
import { isPublicAddress } from "./public-address";
import { askSystem, nameServers, type ResolveHost } from "./resolve-host";
import { isPublicHost } from "./target-problem";

/** How a message leaves the product over HTTP. */
export interface PostOptions {
  /** Whether plain HTTP and addresses that are not public are allowed, for receivers in the same network. */
  allowPrivate: boolean;
  /** By default, the name servers are asked, and the system where addresses inside are allowed. */
  resolve?: ResolveHost;
  /** The longest time that a receiver may take. */
  timeoutMs?: number;
}

/** One message to one receiver. */
export interface PostedMessage {
  url: string;
  headers: Record<string, string>;
  /** JSON. */
  body: string;
}

/** What a receiver answered. Its text is not read. */
export interface ReceivedAnswer {
  status: number;
  /** How long it asks to be left alone, in milliseconds; null when it does not say. */
  retryAfterMs: number | null;
}

const TIMEOUT_MS = 15_000;
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * Sends JSON to a receiver that a user has named, and returns its answer. Redirects are not followed. The
 * host name is resolved once; all its addresses must be public, and the connection goes to one of these, so
 * a name whose address changes meanwhile leads nowhere else. Throws a DeliveryFailure without an answer.
 */
export async function postJson(
  message: PostedMessage,
  signal: AbortSignal,
  { allowPrivate, timeoutMs = TIMEOUT_MS, ...options }: PostOptions,
): Promise<ReceivedAnswer> {
  const { resolve = allowPrivate ? askSystem : nameServers() } = options;
  const url = parseTarget(message.url, allowPrivate);
  const timeout = AbortSignal.timeout(timeoutMs);
  const ending = AbortSignal.any([signal, timeout]);
  try {
    const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ""), ending);
    if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
      throw notPublic();
    return await send(url, message, addresses, ending);
  } catch (error) {
    if (error instanceof DeliveryFailure) throw error;
    const seconds = timeoutMs / 1_000;
    throw new DeliveryFailure(
      timeout.aborted ? `no answer within ${seconds} seconds` : `not reached (${codeOf(error)})`,
      false,
    );
  }
}

/** Throws a DeliveryFailure when the text is not the URL of a receiver. */
function parseTarget(text: string, allowPrivate: boolean): URL {
  const url = URL.parse?.(text) ?? (URL.canParse(text) ? new URL(text) : null);
  if (!url) throw new DeliveryFailure("the receiver's address is not a URL", true);
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:"))
    throw new DeliveryFailure("the receiver's address does not begin with https://", true);
  if (!allowPrivate && !isPublicHost(url.hostname)) throw notPublic();
  return url;
}

const notPublic = () => new DeliveryFailure("the receiver's address is not public", true);

const send = (
  url: URL,
  { headers, body }: PostedMessage,
  addresses: LookupAddress[],
  signal: AbortSignal,
): Promise<ReceivedAnswer> =>
  new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = start(url, {
      method: "POST",
      // A kept connection could belong to an earlier answer of the name service.
      agent: false,
      signal,
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "ai-cost",
      },
      lookup: (_hostname, { all }, done) => {
        const [first] = addresses;
        if (!first) return done(new Error("no address"), "");
        return all ? done(null, addresses) : done(null, first.address, first.family);
      },
    });
    request.on("error", reject).on("response", (response) => {
      response.destroy();
      const retryAfterMs = retryAfter(response.headers["retry-after"]);
      resolve({ status: response.statusCode ?? 0, retryAfterMs });
    });
    request.end(body);
  });

/** Reads the seconds of a Retry-After header. A date in it is not worth its own path. */
function retryAfter(header: string | undefined): number | null {
  const seconds = Number(header);
  if (header === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unexpected error";
