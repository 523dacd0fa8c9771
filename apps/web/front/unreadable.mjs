// The framework's own reader, so that both mean the same: it answers 500 to what it cannot read.
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";

const TREE = { status: 400, message: "The header next-router-state-tree is malformed." };
const FORM = { status: 400, message: "That form is malformed." };

/**
 * What a page's client says that it shows already; null when that can be read or nothing is said.
 *
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @returns {import("./refuse.mjs").Refusal | null}
 */
export function unreadableTree({ "next-router-state-tree": tree }) {
  try {
    parseAndValidateFlightRouterState(tree);
    return null;
  } catch {
    return TREE;
  }
}

/**
 * A form whose parts cannot be told apart; null for any other, and for what is none.
 *
 * @param {import("./held-request.mjs").HeldRequest} request Whose body is held and whole.
 * @returns {Promise<import("./refuse.mjs").Refusal | null>}
 */
export async function unreadableForm({ headers, held }) {
  const type = headers["content-type"] ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return null;
  try {
    await new Response(held, { headers: { "content-type": type } }).formData();
    return null;
  } catch {
    return FORM;
  }
}
