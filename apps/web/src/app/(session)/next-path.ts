const ANY_ORIGIN = "http://here.invalid";
const HOME = "/dashboard";

/** Where to go after signing in: a path of this site, whatever was asked for. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== "string" || !asked.startsWith("/") || !URL.canParse(asked, ANY_ORIGIN))
    return HOME;
  const { origin, pathname, search } = new URL(asked, ANY_ORIGIN);
  // `/.//elsewhere` becomes `//elsewhere`, which a browser reads as another site.
  const isOurs = origin === ANY_ORIGIN && !pathname.startsWith("//");
  return isOurs ? pathname + search : HOME;
}
