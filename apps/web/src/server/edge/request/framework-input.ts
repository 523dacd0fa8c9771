import type { IncomingHttpHeaders } from "node:http";
// This is Next's own parser, so that the edge server refuses exactly what Next cannot parse. Next itself
// would answer with a 500.
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { HttpError } from "../response/http-error";
import { actionError } from "./action-input";
import type { BufferedRequest } from "./buffered-request";
import { isOneClickTarget } from "./request-target";
import { parseTextForm } from "./text-form";

const MALFORMED_STATE: HttpError = {
  status: 400,
  message: "The header next-router-state-tree is malformed.",
};
/** With this header, Next gives the same answer to the client that called the action. */
const UNKNOWN_ACTION: HttpError = {
  status: 404,
  message: "This page has no such server action.",
  headers: { "x-nextjs-action-not-found": "1" },
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
 * Returns the error for a call of an action that another page has; null for any other request. Next sends
 * such a call to the other page as a request of this server, so it would count for the server's address and
 * not for the client's.
 */
export const forwardedActionError = (headers: IncomingHttpHeaders): HttpError | null =>
  headers["x-action-forwarded"] === undefined ? null : UNKNOWN_ACTION;

/**
 * Returns the error for a form or a server action that Next cannot parse; null for a valid one, for another
 * type of body, and for a form that calls no action. The body must have been buffered completely.
 */
export async function bodyContentError({
  url = "",
  method,
  headers,
  buffered,
}: BufferedRequest): Promise<HttpError | null> {
  if (isOneClickTarget(url)) return null;
  const type = headers["content-type"] ?? "";
  // Next recognises a form in the same way, so a form of another spelling is no form for it.
  const isForm = type.startsWith("multipart/form-data");
  const form = isForm ? await parseTextForm(buffered, type) : null;
  if (isForm && form === null) return MALFORMED_FORM;
  if (method !== "POST") return null;
  const actionId = headers["next-action"];
  return actionError({
    actionId: actionId === undefined ? undefined : String(actionId),
    form,
    text: form || actionId === undefined ? "" : buffered.toString(),
  });
}
