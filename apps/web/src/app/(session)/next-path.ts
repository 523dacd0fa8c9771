const ANY_ORIGIN = "http://here.invalid";
const HOME = "/dashboard";

/** The path to open after signing in: `requested` if it is a path of this site, otherwise the dashboard. */
export function nextPath(requested: unknown): string {
  if (
    typeof requested !== "string" ||
    !requested.startsWith("/") ||
    !URL.canParse(requested, ANY_ORIGIN)
  )
    return HOME;
  const { origin, pathname, search } = new URL(requested, ANY_ORIGIN);
  // The URL parser turns `/.//evil.example` into `//evil.example`, which a browser reads as another site.
  const isOurs = origin === ANY_ORIGIN && !pathname.startsWith("//");
  return isOurs ? pathname + search : HOME;
}
