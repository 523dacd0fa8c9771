import { isDatabaseUnavailable } from "@ai-cost/db";
import type { IngestContext } from "../calls/ingest-context";
import { authenticate } from "./authentication/authenticate";
import { discardUnread } from "./body/discard-body";
import { acceptedMediaType, mediaTypeOf } from "./body/media-type";
import type { MemoryLease } from "./body/memory-budget";
import { type BodyLimits, readBody } from "./body/read-body";
import type { RequestBody } from "./body/request-body";
import type { IngestDependencies } from "./dependencies";
import { HttpError, serviceUnavailable } from "./http-error";
import { loggableError } from "./loggable-error";
import { requestIdOf, withApiHeaders } from "./responses/response-headers";

/**
 * Responds to a request that reports usage. When the status is 2xx, the usage is committed. It never
 * throws.
 */
export type Endpoint = (request: Request, dependencies: IngestDependencies) => Promise<Response>;

export interface EndpointOptions {
  /** The accepted media types, in lower case. */
  accepts: readonly string[];
  limits: BodyLimits;
  /** Records the usage that the body reports. Throws an `HttpError` to reject the whole request. */
  handle(context: IngestContext, body: RequestBody): Promise<Response>;
  /**
   * Writes an error in the protocol's format. `mediaType` is the request's media type, even if it is not
   * accepted.
   */
  writeProblem(status: number, message: string, mediaType: string | null): Response;
}

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
    const lease = dependencies.memoryBudget.lease();
    try {
      return withApiHeaders(await respond(options, request, dependencies, lease), requestId);
    } catch (error) {
      const { status, message, headers } = httpErrorOf(error, requestId, dependencies);
      const problem = options.writeProblem(status, message, mediaTypeOf(request.headers));
      for (const [name, value] of Object.entries(headers)) problem.headers.set(name, value);
      return withApiHeaders(problem, requestId);
    } finally {
      discardUnread(request);
      lease.release();
    }
  };
}

async function respond(
  { accepts, limits, handle }: EndpointOptions,
  request: Request,
  dependencies: IngestDependencies,
  lease: MemoryLease,
): Promise<Response> {
  if (request.method !== "POST")
    throw new HttpError(405, "Usage is sent with POST.", { allow: "POST" });
  const now = dependencies.clock();
  const { projectId, tenant: db } = await authenticate(dependencies, request.headers, now);
  const mediaType = acceptedMediaType(request.headers, accepts);
  const bytes = await readBody(request, limits, lease);
  await dependencies.decodeQueue.turn();
  const { newNamesPerDay } = dependencies;
  return handle(
    { db, projectId, now, newNamesPerDay },
    { mediaType, bytes, reserve: lease.reserve },
  );
}

function httpErrorOf(error: unknown, requestId: string, { log }: IngestDependencies): HttpError {
  if (error instanceof HttpError) return error;
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
