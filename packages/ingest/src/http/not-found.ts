import { dropUnread } from "./body/discard-body";
import { mediaTypeOf } from "./body/media-type";
import type { WayIn, WayInOptions } from "./endpoint";
import { forPrograms, requestIdOf } from "./responses/response-headers";

/** Answers what is sent where nothing is taken; `message` says where it is. */
export const noWayIn =
  (message: string, writeProblem: WayInOptions["writeProblem"]): WayIn =>
  async (request) => {
    dropUnread(request);
    const problem = writeProblem(404, message, mediaTypeOf(request.headers));
    return forPrograms(problem, requestIdOf(request));
  };
