import { Refusal } from "../http-error";

/** The media type of what was sent, in lower case and without its parameters; null when none is said. */
export const mediaTypeOf = (headers: Headers): string | null =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;

/** The media type, when it is one of those accepted; else refused with 415. */
export function acceptedMediaType(headers: Headers, accepted: readonly string[]): string {
  const mediaType = mediaTypeOf(headers);
  if (mediaType !== null && accepted.includes(mediaType)) return mediaType;
  throw new Refusal(415, `Send it as content-type ${accepted.join(" or ")}.`, {
    accept: accepted.join(", "),
  });
}
