import { privateQueries, sendRaw } from "@ai-cost/testing";
import { ROUTE_ACCESS } from "../../access-matrix/route-access";
import { pathOf, routePatterns } from "../../access-matrix/route-patterns";
import { makeTenantFixture, type TenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { sendText } from "../../traffic/raw-connection";

/** Host headers that name another server. */
const OTHER_HOSTS = [
  "evil.example",
  "localhost.evil.example",
  "evil.localhost",
  "127.0.0.1.evil.example",
  "localhost:port",
  "user@localhost",
  "::1",
];
const OUR_HOSTS = ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1", "[::1]:3000"];
/** Endpoints without a page, which are called under the names of containers. */
const OPEN_TO_EVERY_NAME = /^\/api\/(otel|v1|health)(\/|$)/;

faultCase({
  id: "A16",
  title: "a site whose name points to this server gets no page, no session and no key from it",
  seenRedBy:
    "an edge server that does not check hosts: every page for the host evil.example was served, 463 problems of 1,043 requests",
  async run({ environment, random }) {
    const findings = new Findings();
    const team = await makeTenantFixture(environment, "team", random.fork("team"));
    const demo = await environment.startServer({
      environment: { DATABASE_URL: "", EMBEDDED_DATABASE_URL: environment.databaseUrl },
    });
    for (const { url } of [environment.server, demo])
      for (const path of addresses(team)) await checkHosts(url, path, team, findings);
    for (const [text, status] of unusualRequests(new URL(environment.server.url))) {
      findings.hits += 1;
      const response = await sendText(environment.server.url, text);
      if (!response.startsWith(`HTTP/1.1 ${status} `))
        findings.add(`${JSON.stringify(text)} does not have the status ${status}`);
    }
    return { hits: findings.hits, figures: {}, problems: findings.problems };
  },
});

async function checkHosts(
  url: string,
  path: string,
  { owner: { cookie }, tenant: { canary } }: TenantFixture,
  findings: Findings,
): Promise<void> {
  for (const host of OTHER_HOSTS)
    for (const method of ["GET", "POST"]) {
      findings.hits += 1;
      const isOpen = OPEN_TO_EVERY_NAME.test(path);
      const headers = { cookie, host, "x-forwarded-host": "localhost" };
      const { status, text } = await sendRaw(url, { method, path, headers });
      if (isOpen === (status === 421))
        findings.add(
          `${method} ${path} for the host ${JSON.stringify(host)} has the status ${status}`,
        );
      if (text.includes(canary)) findings.add(`${path} shows a product to the host ${host}`);
    }
  for (const host of OUR_HOSTS) {
    const { status } = await sendRaw(url, { path, headers: { cookie, host } });
    if (status === 421) findings.add(`${path} for the host ${host} has the status 421`);
  }
}

const addresses = (team: TenantFixture): string[] => [
  ...routePatterns().map((pattern) =>
    pathOf(pattern, {
      projectId: team.ids.projectId,
      runId: team.ids.runId,
      ...ROUTE_ACCESS[pattern]?.segments,
    }),
  ),
  ...privateQueries(team).slice(0, 1),
  "/api/auth/sign-in/email",
  "/_next/static/x.js",
];

/** Requests that no HTTP library sends, with their statuses. */
const unusualRequests = ({ host }: URL): (readonly [text: string, status: number])[] => [
  ["GET /sign-in HTTP/1.0\r\n\r\n", 421],
  ["GET /sign-in HTTP/1.1\r\nhost:\r\n\r\n", 421],
  [`GET /sign-in HTTP/1.1\r\nhost: ${host}\r\nhost: evil.example\r\n\r\n`, 421],
  [`GET /sign-in HTTP/1.1\r\nhost: evil.example\r\nhost: ${host}\r\n\r\n`, 421],
  [`GET /sign-in HTTP/1.1\r\nhost: ${host}\r\nhost: ${host}\r\n\r\n`, 400],
  [`GET http://evil.example/sign-in HTTP/1.1\r\nhost: ${host}\r\n\r\n`, 421],
  ["GET /sign-in HTTP/1.1\r\n\r\n", 400],
];
