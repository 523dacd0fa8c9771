import { PASSWORD, type RawRequest, sendRaw } from "@ai-cost/testing";
import { ROUTE_ACCESS } from "../../access-matrix/route-access";
import { pathOf, routePatterns } from "../../access-matrix/route-patterns";
import type { ServerProcess } from "../../environment/server-process";
import { staticFiles } from "../../environment/static-files";
import { makeTenantFixture } from "../../fixture/tenant-fixture";
import { headerProblems } from "../../oracle/header-problems";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

/** The share of all requests that is sent. */
const SHARES = { short: 0.15, normal: 1, long: 1 };
const HTTPS_URL = "https://cost.example.com";
const STATIC_FILES = 20;
const PAGES_WITH_NONCE = 10;

faultCase({
  id: "A11",
  title: "every response has the headers that restrict what a browser may do with it",
  seenRedBy: "an edge server that leaves out referrer-policy",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { server } = environment;
    const { ids, owner, tenant } = await makeTenantFixture(
      environment,
      "team",
      random.fork("team"),
    );
    const secure = await environment.startServer({ environment: { PUBLIC_URL: HTTPS_URL } });
    const requests: RawRequest[] = [
      ...routePatterns().flatMap((pattern) => requestsTo(pattern, ids, owner.cookie)),
      ...unusualRequests(owner.cookie, tenant.key),
      ...staticFiles()
        .slice(0, STATIC_FILES)
        .map((path) => ({ path })),
    ];
    for (const request of requests.filter(() => random.chance(SHARES[scale])))
      for (const { url } of [server, secure]) {
        const response = await sendRaw(url, request);
        const { method = "GET", path } = request;
        findings.hits += 1;
        for (const problem of headerProblems(request, response, url === secure.url))
          findings.add(`${method} ${path.slice(0, 100)} (${response.status}): ${problem}`);
      }
    await checkNonces(server, owner.cookie, findings);
    await checkCookies(server, server.url, owner.email, findings);
    await checkCookies(secure, HTTPS_URL, owner.email, findings);
    return {
      hits: findings.hits,
      figures: { "kinds of requests": requests.length },
      problems: findings.problems,
    };
  },
});

const METHODS = ["GET", "HEAD", "POST", "OPTIONS", "DELETE"] as const;

function requestsTo(
  pattern: string,
  ids: { projectId: string; runId: string },
  cookie: string,
): RawRequest[] {
  const path = pathOf(pattern, { ...ROUTE_ACCESS[pattern]?.segments, ...ids });
  return METHODS.flatMap((method) => [
    { method, path, headers: {} },
    { method, path, headers: { cookie } },
    { method, path, headers: { cookie, rsc: "1" } },
  ]);
}

/** Requests that are answered before they reach a page or a route. */
const unusualRequests = (cookie: string, key: string): RawRequest[] => [
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

/** Checks that every response with a page has a different nonce. */
async function checkNonces(
  { url }: ServerProcess,
  cookie: string,
  findings: Findings,
): Promise<void> {
  const nonces = new Set<string>();
  for (let page = 0; page < PAGES_WITH_NONCE; page += 1) {
    const { headers } = await sendRaw(url, { path: "/dashboard", headers: { cookie } });
    nonces.add(/'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "");
  }
  if (nonces.size !== PAGES_WITH_NONCE)
    findings.add(`${PAGES_WITH_NONCE} pages have ${nonces.size} nonces`);
}

async function checkCookies(
  { url }: ServerProcess,
  origin: string,
  email: string,
  findings: Findings,
): Promise<void> {
  const response = await sendRaw(url, {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const cookies = response.headers["set-cookie"] ?? [];
  if (cookies.length === 0)
    findings.add(`a sign-in at ${origin} sets no cookie (${response.status})`);
  const expected = [
    /; *HttpOnly/i,
    /; *SameSite=Lax/i,
    /; *Path=\//i,
    ...(origin === HTTPS_URL ? [/^__Host-/, /; *Secure/i] : []),
  ];
  for (const cookie of cookies) {
    for (const attribute of expected)
      if (!attribute.test(cookie))
        findings.add(`the cookie ${cookie.split("=")[0]} lacks ${attribute}`);
    if (/; *Domain=/i.test(cookie)) findings.add("a cookie is valid for a whole domain");
  }
}
