/**
 * Whether usage comes in there: by a key and without a cookie, in bodies of its own kinds and sizes.
 *
 * @param {string} target Well-formed, as it was sent.
 */
export const isWayIn = (target) => /^\/api\/(otel|v1)([/?]|$)/.test(target);
