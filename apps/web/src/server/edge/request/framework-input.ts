import type { IncomingHttpHeaders } from "node:http";
// Next's own parser, so that both agree. Next answers 500 to what it cannot parse.
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { HttpError } from "../response/http-error";
import type { BufferedRequest } from "./buffered-request";

const MALFORMED_STATE: HttpError = {
  status: 400,
  message: "The header next-router-state-tree is malformed.",
};
const MALFORMED_FORM: HttpError = { status: 400, message: "The form is malformed." };

/** The error for a router state that Next cannot parse; null for a valid or an absent one. */
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

/** The error for a multipart form that cannot be parsed; null for any other body. Needs a complete body. */
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
