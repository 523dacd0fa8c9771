import fc from "fast-check";
import { ROUTE_ACCESS } from "../access-matrix/route-access";
import { dynamicSegments, pathOf } from "../access-matrix/route-patterns";
import type { Random } from "../runner/random";
import { oddSegment, oddValue } from "./odd-values";
import { encoded, type Payload, sendablePath } from "./payload";
import { samples } from "./samples";

const QUERY_NAMES = [
  "month",
  "days",
  "tab",
  "next",
  "after",
  "before",
  "source",
  "_rsc",
  "__proto__",
];
const TREE = encodeURIComponent(JSON.stringify(["", { children: ["dashboard", {}] }]));

/** Headers that Next, Node or the app reads, with valid and invalid values. */
const HEADERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  rsc: ["1", "x"],
  "next-router-state-tree": [TREE, "%5B%5D", "{", "%", "null", "x".repeat(5_000)],
  "next-router-prefetch": ["1", "2", "x"],
  "next-router-segment-prefetch": ["/_tree", "/../..", "%00"],
  "next-url": ["/", "//evil.example", "%"],
  "next-action": ["00", "0".repeat(42), "x".repeat(300), "__proto__"],
  "next-hmr-refresh": ["1"],
  "x-middleware-subrequest": ["src/proxy", "proxy:proxy:proxy:proxy:proxy"],
  "x-nextjs-data": ["1"],
  accept: ["*/*", "text/x-component", "image/avif", "\u00ff"],
  "accept-encoding": ["gzip", "br", "gzip;q=NaN", "*"],
  "accept-language": ["en", "\u00ff", "x".repeat(5_000)],
  "if-none-match": ["*", 'W/"x"', "x".repeat(5_000)],
  range: ["bytes=0-", "bytes=-9999999999999999999", "x"],
  "x-forwarded-for": ["192.0.2.1", "\u00ff", "::1", "x".repeat(5_000)],
  "x-forwarded-host": ["evil.example", "%00"],
  "x-forwarded-proto": ["https", "x"],
  "content-encoding": ["gzip", "x"],
  origin: ["null", "https://evil.example", "http://"],
  cookie: ["ai-cost.session_token=x.y", "a=%", "=;;=", "__proto__=1", "ai-cost.session_token=%00"],
};
const BODY_TYPES = [
  "application/json",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "text/plain;charset=UTF-8",
  "application/octet-stream",
  "",
] as const;
const MULTIPART = [
  '--x\r\ncontent-disposition: form-data; name="$ACTION_ID_00"\r\n\r\n\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="1_$ACTION_REF_1"\r\n\r\n["$K1"]\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="\0"\r\n\r\n',
  "--y--",
] as const;

/**
 * Generates requests to one page or route without end. About 30 % of them are valid and carry the
 * session's cookie; the rest are malformed or unusual.
 */
export function* routePayloads(
  pattern: string,
  segments: Readonly<Record<string, fc.Arbitrary<string>>>,
  cookie: string,
  random: Random,
): Generator<Payload> {
  const method = methodOf(pattern);
  const valid = pathsOf(pattern, segments).map(
    (path): Payload => ({
      calls: 1,
      request: { path: sendablePath(path), method, headers: { cookie } },
    }),
  );
  const payloads = fc.oneof(
    { weight: 3, arbitrary: valid },
    { weight: 7, arbitrary: oddRequest(pattern, segments, cookie) },
  );
  yield* samples(payloads, random);
}

const methodOf = (pattern: string): string => (pattern.startsWith("/api/auth") ? "POST" : "GET");

function pathsOf(
  pattern: string,
  segments: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<string> {
  const names = dynamicSegments(pattern);
  const others = ROUTE_ACCESS[pattern]?.segments ?? {};
  const values = names.map((name) => segments[name] ?? fc.constant(others[name] ?? "x"));
  return fc
    .tuple(...values)
    .map((filled) =>
      pathOf(pattern, Object.fromEntries(names.map((name, i) => [name, filled[i] ?? ""]))),
    );
}

function oddRequest(
  pattern: string,
  segments: Readonly<Record<string, fc.Arbitrary<string>>>,
  cookie: string,
): fc.Arbitrary<Payload> {
  const oddSegments = Object.fromEntries(
    dynamicSegments(pattern).map((name) => [
      name,
      fc.oneof(oddSegment, segments[name] ?? oddSegment),
    ]),
  );
  return fc
    .record({
      path: pathsOf(pattern, oddSegments),
      suffix: fc.constantFrom(
        "",
        "",
        "",
        "",
        "/",
        "//",
        ".rsc",
        "/%00",
        "/x",
        ".json",
        "#x",
        "/..",
      ),
      query: queryText,
      method: fc.constantFrom(
        "GET",
        "GET",
        "GET",
        "POST",
        "HEAD",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
      ),
      headers: fc.array(header, { maxLength: 4 }),
      type: fc.constantFrom(...BODY_TYPES),
      body: fc.oneof(
        fc.constantFrom("", ...MULTIPART),
        oddValue.map((value) => JSON.stringify(value) ?? ""),
      ),
      isSignedIn: fc.boolean(),
    })
    .map(({ path, suffix, query, method, headers, type, body, isSignedIn }) => ({
      calls: 1,
      request: {
        path: sendablePath(`${path}${suffix}${query}`),
        method,
        headers: {
          ...(isSignedIn && { cookie }),
          ...(type && { "content-type": type }),
          ...Object.fromEntries(headers),
        },
        ...(method !== "GET" && method !== "HEAD" && { body }),
      },
    }));
}

const header: fc.Arbitrary<[string, string]> = fc
  .constantFrom(...Object.entries(HEADERS))
  .chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values)));

const queryText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "?", "?%", "?a=%zz", "?&&==", `?x=${"y".repeat(9_000)}`),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...QUERY_NAMES),
        fc.oneof(
          oddValue.map((value) => (typeof value === "string" ? value : `${JSON.stringify(value)}`)),
          oddSegment,
        ),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${inQuery(value)}`).join("&")}`),
);

const inQuery = (value: string): string => encoded(value).slice(0, 3_000);
