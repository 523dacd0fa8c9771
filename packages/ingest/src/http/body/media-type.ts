import { HttpError } from "../http-error";

/** The request's media type in lower case, without parameters; null when the request names none. */
export const mediaTypeOf = (headers: Headers): string | null =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;

/** The request's media type. Throws a 415 when it is not one of those accepted. */
export function acceptedMediaType(headers: Headers, accepted: readonly string[]): string {
  const mediaType = mediaTypeOf(headers);
  if (mediaType !== null && accepted.includes(mediaType)) return mediaType;
  throw new HttpError(415, `Send the body with content-type ${accepted.join(" or ")}.`, {
    accept: accepted.join(", "),
  });
}
