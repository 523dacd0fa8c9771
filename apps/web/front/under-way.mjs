/**
 * The answers under way, by request id. On `globalThis`, since the app is bundled apart: it marks the
 * answer of a page that failed because the database is away.
 *
 * @type {Map<unknown, import("./answer.mjs").Answer>}
 */
const answers = new Map();
Object.assign(globalThis, { aiCostAnswers: answers });

/** @param {import("./answer.mjs").Answer} response */
export function keepUnderWay(response) {
  answers.set(response.requestId, response);
  response.once("close", () => answers.delete(response.requestId));
}
