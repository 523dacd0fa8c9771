/**
 * Joins the parts of a name, such as `claude-code/<session>/<prompt>`. Slashes in the parts are encoded,
 * so that two different lists of parts never give the same name.
 */
export const compoundName = (...parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
