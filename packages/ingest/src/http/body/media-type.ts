import { HttpError } from "../http-error";

/**
 * The request's media type in lower case, without parameters; null when the request has no `content-type`.
 */
export const mediaTypeOf = (headers: Headers): string | null =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;

/** Returns the request's media type. Throws a 415 when it is not in `accepted`. */
export function acceptedMediaType(headers: Headers, accepted: readonly string[]): string {
  const mediaType = mediaTypeOf(headers);
  if (mediaType !== null && accepted.includes(mediaType)) return mediaType;
  throw new HttpError(415, `Send the body with content-type ${accepted.join(" or ")}.`, {
    accept: accepted.join(", "),
  });
}
