/**
 * Returns a trace or span id as lower-case hexadecimal digits; null for an id that is empty or has only
 * zeros.
 */
export const hexId = (id: Uint8Array): string | null =>
  id.some((byte) => byte !== 0) ? Buffer.from(id).toString("hex") : null;
