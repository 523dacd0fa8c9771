const PAGE_METHODS = ["GET", "HEAD", "POST"];
const METHODS = [...PAGE_METHODS, "DELETE", "OPTIONS", "PATCH", "PUT"];
/** Another site to one reader and a path to the next (`//`, `\`), or a path to somewhere else (`..`). */
const AMBIGUOUS = /\/\/|\\|\/\.\.?(\/|$)/;
/** Next builds it as a page of its own, which answers 500. */
const NO_PAGE = /^\/_global-error(\.|\/|$)/;

const MALFORMED = { status: 400, message: "That address is malformed." };

/**
 * What no route should see: targets that the layers behind might read differently from each other,
 * and methods that nothing answers. Null when there is nothing wrong.
 *
 * @param {string} target As it was sent.
 * @param {string} method
 * @returns {import("./refuse.mjs").Refusal | null}
 */
export function malformed(target, method) {
  const path = decoded(target.split("?", 1)[0] ?? "");
  if (path === null || !path.startsWith("/") || AMBIGUOUS.test(path)) return MALFORMED;
  const methods = path.startsWith("/api/") ? METHODS : PAGE_METHODS;
  if (!methods.includes(method))
    return {
      status: 405,
      message: "Nothing here answers this method.",
      headers: { allow: methods.join(", ") },
    };
  return NO_PAGE.test(path) ? { status: 404, message: "There is nothing here." } : null;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
