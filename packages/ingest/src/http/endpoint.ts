import { isDatabaseUnavailable } from "@ai-cost/db";
import type { IngestContext } from "../calls/reported-call";
import { authenticate, type KeyRefusal } from "./authentication/authenticate";
import { dropUnread } from "./body/discard-body";
import { acceptedMediaType, mediaTypeOf } from "./body/media-type";
import type { Lease } from "./body/memory-budget";
import { type BodyLimits, readBody } from "./body/read-body";
import type { Surroundings } from "./dependencies";
import { notNow, Refusal } from "./http-error";
import { faultOf } from "./loggable-error";
import { forPrograms, requestIdOf } from "./responses/response-headers";

/** Takes a request with usage; what it answers 2xx is committed. Never throws. */
export type WayIn = (request: Request, surroundings: Surroundings) => Promise<Response>;

/** What was sent, decompressed. */
export interface Body {
  /** One of those that the way in accepts. */
  mediaType: string;
  bytes: Uint8Array;
  /** Counts what reading the body will need besides `bytes`; refuses with 503 when there is no room now. */
  hold: Lease["hold"];
}

export interface WayInOptions {
  accepts: readonly string[];
  limits: BodyLimits;
  /** Takes the body and answers; throws a `Refusal` for what it does not take. */
  take(context: IngestContext, body: Body): Promise<Response>;
  /** How a problem reads; `mediaType` is what the request was sent as, accepted or not. */
  writeProblem(status: number, message: string, mediaType: string | null): Response;
}

const UNAVAILABLE = "The database does not answer at the moment. Send this again in a few seconds.";
const UNEXPECTED = "Something went wrong on our side. The server's log says more under";

/**
 * A way in: lets in by key and rate, reads the body within its limits, hands it to `take`, and
 * writes whatever goes wrong as the protocol wants it.
 */
export function wayIn(options: WayInOptions): WayIn {
  return async (request, surroundings) => {
    const requestId = requestIdOf(request);
    const lease = surroundings.room.lease();
    try {
      return forPrograms(await answer(options, request, surroundings, lease), requestId);
    } catch (error) {
      const { status, message, headers } = refusalOf(error, requestId, surroundings);
      const problem = options.writeProblem(status, message, mediaTypeOf(request.headers));
      for (const [name, value] of Object.entries(headers)) problem.headers.set(name, value);
      return forPrograms(problem, requestId);
    } finally {
      dropUnread(request);
      lease.release();
    }
  };
}

async function answer(
  { accepts, limits, take }: WayInOptions,
  request: Request,
  surroundings: Surroundings,
  lease: Lease,
): Promise<Response> {
  if (request.method !== "POST")
    throw new Refusal(405, "Usage is sent with POST.", { allow: "POST" });
  const { clock, turns } = surroundings;
  const now = clock();
  const key = await authenticate(surroundings, request.headers, now);
  if ("status" in key) throw keyRefused(key);
  const mediaType = acceptedMediaType(request.headers, accepts);
  const bytes = await readBody(request, limits, lease);
  await turns.next();
  const { tenant: db, projectId } = key;
  return take({ db, projectId, now }, { mediaType, bytes, hold: lease.hold });
}

const keyRefused = (refusal: KeyRefusal): Refusal =>
  new Refusal(
    refusal.status,
    refusal.message,
    refusal.status === 429
      ? { "retry-after": String(refusal.retryAfterSeconds) }
      : { "www-authenticate": "Bearer" },
  );

function refusalOf(error: unknown, requestId: string, { log }: Surroundings): Refusal {
  if (error instanceof Refusal) return error;
  if (isDatabaseUnavailable(error)) {
    log.warn("usage was not taken, since the database did not answer", {
      requestId,
      fault: faultOf(error),
    });
    return notNow(UNAVAILABLE);
  }
  log.error("usage could not be taken", { requestId, fault: faultOf(error) });
  return new Refusal(500, `${UNEXPECTED} ${requestId}.`);
}
