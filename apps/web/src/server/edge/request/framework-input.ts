import type { IncomingHttpHeaders } from "node:http";
// This is Next's own parser, so that the edge server refuses exactly what Next cannot parse. Next itself
// would answer with a 500.
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { HttpError } from "../response/http-error";
import type { BufferedRequest } from "./buffered-request";

const MALFORMED_STATE: HttpError = {
  status: 400,
  message: "The header next-router-state-tree is malformed.",
};
const MALFORMED_FORM: HttpError = { status: 400, message: "The form is malformed." };

/** Returns the error for a router state that Next cannot parse; null when the header is valid or absent. */
export function routerStateError({
  "next-router-state-tree": state,
}: IncomingHttpHeaders): HttpError | null {
  try {
    parseAndValidateFlightRouterState(state);
    return null;
  } catch {
    return MALFORMED_STATE;
  }
}

/**
 * Returns the error for a multipart form that cannot be parsed; null for a valid form or another type of
 * body. The body must have been buffered completely.
 */
export async function formError({ headers, buffered }: BufferedRequest): Promise<HttpError | null> {
  const type = headers["content-type"] ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return null;
  try {
    await new Response(buffered, { headers: { "content-type": type } }).formData();
    return null;
  } catch {
    return MALFORMED_FORM;
  }
}
