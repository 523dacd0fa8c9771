/**
 * A name made of parts that a source gives, such as `claude-code/<session>/<prompt>`. Slashes of the
 * parts are encoded, so that no two lists of parts make one name.
 */
export const compoundName = (...parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
