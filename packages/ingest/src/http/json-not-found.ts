import type { WayIn } from "./endpoint";
import { noWayIn } from "./not-found";
import { jsonProblem } from "./responses/json-problem";

/** Any path beside those of the JSON ways in. */
export const jsonElsewhere: WayIn = noWayIn(
  "There is nothing here. Usage is taken at /api/v1/usage-events and /api/v1/litellm, which /docs/api describes.",
  jsonProblem,
);
