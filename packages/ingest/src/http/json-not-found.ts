import type { Endpoint } from "./endpoint";
import { notFound } from "./not-found";
import { jsonProblem } from "./responses/json-problem";

/** Responds to any path below `/api/v1` that is not an endpoint. */
export const jsonNotFound: Endpoint = notFound(
  "There is nothing at this path. Send usage to /api/v1/usage-events or /api/v1/litellm, which /docs/api describes.",
  jsonProblem,
);
