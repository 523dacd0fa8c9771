import { forPrograms, requestIdOf } from "./answer-headers";
import { dropUnread } from "./drop-body";
import { mediaTypeOf } from "./media-type";
import type { WayIn, WayInOptions } from "./way-in";

/** Answers what is sent where nothing is taken; `message` says where it is. */
export const noWayIn =
  (message: string, writeProblem: WayInOptions["writeProblem"]): WayIn =>
  async (request) => {
    dropUnread(request);
    const problem = writeProblem(404, message, mediaTypeOf(request.headers));
    return forPrograms(problem, requestIdOf(request));
  };
