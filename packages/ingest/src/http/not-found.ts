import { discardUnread } from "./body/discard-body";
import { mediaTypeOf } from "./body/media-type";
import type { Endpoint, EndpointOptions } from "./endpoint";
import { requestIdOf, withApiHeaders } from "./responses/response-headers";

/** Responds with 404 to a path that is not an endpoint. `message` names the paths that are endpoints. */
export const notFound =
  (message: string, writeProblem: EndpointOptions["writeProblem"]): Endpoint =>
  async (request) => {
    discardUnread(request);
    const problem = writeProblem(404, message, mediaTypeOf(request.headers));
    return withApiHeaders(problem, requestIdOf(request));
  };
