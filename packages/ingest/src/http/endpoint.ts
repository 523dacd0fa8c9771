import { isDatabaseUnavailable } from "@ai-cost/db";
import { isQueueRefusal, type Leave, projectParty, TimeSlice } from "@ai-cost/fairness";
import type { IngestContext } from "../calls/ingest-context";
import { authenticate } from "./authentication/authenticate";
import { discardUnread } from "./body/discard-body";
import { acceptedMediaType, mediaTypeOf } from "./body/media-type";
import { type MemoryLease, sentTooSlowly } from "./body/memory-budget";
import { type BodyLimits, readBody } from "./body/read-body";
import type { RequestBody } from "./body/request-body";
import type { IngestDependencies } from "./dependencies";
import { HttpError, serviceUnavailable } from "./http-error";
import { loggableError } from "./loggable-error";
import { requestIdOf, withApiHeaders } from "./responses/response-headers";

/**
 * Responds to a request that reports usage. A response with a 2xx status means that the usage is
 * committed. The function never throws.
 */
export type Endpoint = (request: Request, dependencies: IngestDependencies) => Promise<Response>;

export interface EndpointOptions {
  /** The accepted media types, in lower case. */
  accepts: readonly string[];
  limits: BodyLimits;
  /** Records the usage that the body reports. Throws an `HttpError` to reject the whole request. */
  handle(context: IngestContext, body: RequestBody): Promise<Response>;
  /**
   * Creates the response for an error in the protocol's format. `mediaType` is the request's media type,
   * even if the endpoint does not accept it.
   */
  writeProblem(status: number, message: string, mediaType: string | null): Response;
}

/**
 * The maximum time that a request waits in the queue. It is below ten seconds, because exporters give up
 * then by default.
 */
const WAIT_MS = 8_000;
const TOO_MUCH_AT_ONCE =
  "This project sends more at once than the server can record while it serves others. Send this again in a few seconds.";
const DATABASE_UNAVAILABLE =
  "The database does not answer at the moment. Send this again in a few seconds.";

/**
 * Creates an endpoint that receives usage. It authenticates the API key, applies the key's rate limit,
 * reads the body within its limits, and passes the body to `handle`. Every error becomes a response in the
 * protocol's format.
 */
export function endpoint(options: EndpointOptions): Endpoint {
  return async (request, dependencies) => {
    const requestId = requestIdOf(request);
    const visit = new Visit();
    try {
      return withApiHeaders(await respond(options, request, dependencies, visit), requestId);
    } catch (error) {
      const { status, message, headers } = httpErrorOf(error, requestId, dependencies);
      const problem = options.writeProblem(status, message, mediaTypeOf(request.headers));
      for (const [name, value] of Object.entries(headers)) problem.headers.set(name, value);
      return withApiHeaders(problem, requestId);
    } finally {
      discardUnread(request);
      visit.end();
    }
  };
}

/** The memory and the place in the queue that a request has until it is answered. */
class Visit {
  lease: MemoryLease | null = null;
  leave: Leave | null = null;

  end(): void {
    this.lease?.release();
    this.leave?.();
  }
}

async function respond(
  { accepts, limits, handle }: EndpointOptions,
  request: Request,
  dependencies: IngestDependencies,
  visit: Visit,
): Promise<Response> {
  if (request.method !== "POST")
    throw new HttpError(405, "Usage is sent with POST.", { allow: "POST" });
  const { clock, memoryBudget, newNamesPerDay } = dependencies;
  const now = clock();
  const { projectId, tenant: db } = await authenticate(dependencies, request.headers, now);
  dependencies.onAuthenticated(request, projectId);
  const mediaType = acceptedMediaType(request.headers, accepts);
  const lease = memoryBudget.lease(projectId);
  visit.lease = lease;
  const body = await readBody(request, limits, lease);
  visit.leave = await dependencies.queue.enter([projectParty(projectId)], { waitMs: WAIT_MS });
  // From here on, the request can no longer lose its memory to other projects.
  if (!lease.keep()) throw sentTooSlowly();
  const bytes = await body.decompress();
  // JSON is parsed at once, and several large bodies in a row would hold up everybody.
  await new TimeSlice().next();
  return handle(
    { db, projectId, now, newNamesPerDay },
    { mediaType, bytes, reserve: lease.reserve },
  ).finally(() => dependencies.onRecorded(projectId));
}

function httpErrorOf(error: unknown, requestId: string, { log }: IngestDependencies): HttpError {
  if (error instanceof HttpError) return error;
  if (isQueueRefusal(error)) return serviceUnavailable(TOO_MUCH_AT_ONCE, error.retryAfterSeconds);
  const fields = { requestId, error: loggableError(error) };
  if (isDatabaseUnavailable(error)) {
    log.warn("usage was not recorded: the database did not answer", fields);
    return serviceUnavailable(DATABASE_UNAVAILABLE);
  }
  log.error("usage was not recorded: unexpected error", fields);
  return new HttpError(
    500,
    `An unexpected error occurred. The server's log has the details under ${requestId}.`,
  );
}
