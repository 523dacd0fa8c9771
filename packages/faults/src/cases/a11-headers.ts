import {
  addressOf,
  type Exchange,
  exchange,
  PASSWORD,
  ROUTE_ENTRIES,
  routePatterns,
} from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { makeEstate } from "../matrix/estate";
import { headerProblems } from "../oracle/header-problems";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import type { ServerControl } from "../rig/server-control";
import { staticFiles } from "../rig/static-files";

/** How many of the kinds of requests are made. */
const SHARES: Record<Scale, number> = { short: 0.15, normal: 1, long: 1 };
const HTTPS = "https://cost.example.com";

export const headers: FaultCase = {
  id: "A11",
  title: "every answer, whatever it is, bears the headers that hold a browser back",
  seenRedBy: "a front that leaves out referrer-policy",
  async run(rig, scale, random) {
    const found = new Found();
    const { ids, owner, tenant } = await makeEstate(rig, "team", random.fork("team"));
    const secure = await rig.startServer({ environment: { PUBLIC_URL: HTTPS } });
    const requests: Exchange[] = [
      ...routePatterns().flatMap((pattern) => requestsTo(pattern, ids, owner.cookie)),
      ...oddRequests(owner.cookie, tenant.key),
      ...staticFiles()
        .slice(0, 20)
        .map((path) => ({ path })),
    ];
    for (const request of requests.filter(() => random.chance(SHARES[scale])))
      for (const server of [rig.server, secure]) {
        const answer = await exchange(server.url, request);
        found.hits += 1;
        for (const problem of headerProblems(request, answer, server === secure))
          found.problem(
            `${request.method ?? "GET"} ${request.path.slice(0, 100)} (${answer.status}): ${problem}`,
          );
      }
    await seeNonces(rig, owner.cookie, found);
    for (const problem of await cookieProblems(rig, rig.server, owner.email))
      found.problem(problem);
    for (const problem of await cookieProblems(rig, secure, owner.email)) found.problem(problem);
    return {
      hits: found.hits,
      figures: { "kinds of requests": requests.length },
      problems: found.problems,
    };
  },
};

const METHODS = ["GET", "HEAD", "POST", "OPTIONS", "DELETE"] as const;

function requestsTo(
  pattern: string,
  ids: { projectId: string; runId: string },
  cookie: string,
): Exchange[] {
  const path = addressOf(pattern, { ...ROUTE_ENTRIES[pattern]?.segments, ...ids });
  return METHODS.flatMap((method) => [
    { method, path, headers: {} },
    { method, path, headers: { cookie } },
    { method, path, headers: { cookie, rsc: "1" } },
  ]);
}

/** Answers that come from elsewhere than a page or a route of ours. */
const oddRequests = (cookie: string, key: string): Exchange[] => [
  { path: "/nothing", headers: { cookie } },
  { path: "/nothing/at/all.txt" },
  { path: "/_next/static/nothing.js" },
  { path: "/_next/image?url=%2Ficon.svg&w=64&q=75" },
  { path: "/_next/data/x.json" },
  { path: "/dashboard/products/x/ai-cost", headers: { cookie } },
  { path: "/%" },
  { path: "/%zz/%00" },
  { path: "/dashboard/" },
  { path: "//evil.example" },
  { path: `/dashboard?x=${"y".repeat(9_000)}`, headers: { cookie } },
  { path: "/api/trpc/aiCost.getMonthlySummary" },
  { path: "/api/trpc/aiCost.getMonthlySummary?input=%7B%7D", headers: { cookie } },
  {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: "x",
  },
  {
    path: "/api/v1/usage-events",
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: "{",
  },
  { path: "/icon.svg" },
];

/** Each answer has a nonce of its own. */
async function seeNonces({ server }: Rig, cookie: string, found: Found): Promise<void> {
  const nonces = new Set<string>();
  for (let time = 0; time < 10; time += 1) {
    const { headers } = await exchange(server.url, { path: "/dashboard", headers: { cookie } });
    nonces.add(/'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "");
  }
  if (nonces.size !== 10) found.problem(`10 pages have ${nonces.size} nonces`);
}

/** Of the cookie that a sign-in gets. */
async function cookieProblems(
  { server }: Rig,
  at: ServerControl,
  email: string,
): Promise<string[]> {
  const isHttps = at !== server;
  const answer = await exchange(at.url, {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: { "content-type": "application/json", origin: isHttps ? HTTPS : at.url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const cookies = answer.headers["set-cookie"] ?? [];
  if (cookies.length === 0)
    return [`a sign-in gets no cookie (${answer.status}, https: ${isHttps})`];
  const wanted = [
    /; *HttpOnly/i,
    /; *SameSite=Lax/i,
    /; *Path=\//i,
    ...(isHttps ? [/^__Host-/, /; *Secure/i] : []),
  ];
  return cookies.flatMap((cookie) => [
    ...wanted
      .filter((one) => !one.test(cookie))
      .map((one) => `a cookie lacks ${one}: ${cookie.split("=")[0]}`),
    ...(/; *Domain=/i.test(cookie) ? ["a cookie is for a whole domain"] : []),
  ]);
}
