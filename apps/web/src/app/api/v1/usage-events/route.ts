import { usageEventsEndpoint } from "@ai-cost/ingest";
import { routeOf } from "@/server/ways-in";

const answer = routeOf(usageEventsEndpoint);

export {
  answer as DELETE,
  answer as GET,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
