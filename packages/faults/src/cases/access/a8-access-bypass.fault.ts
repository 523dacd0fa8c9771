import { privateQueries, sendRaw } from "@ai-cost/testing";
import { privatePages } from "../../access-matrix/private-pages";
import { makeTenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { sendText } from "../../traffic/raw-connection";

/** The number of pages that are tested, and the number of queries. */
const ADDRESSES = { short: 1, normal: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
const FORGED = "forged-by-the-client";

/** Headers with which attackers have bypassed access checks in Next or in other frameworks. */
const HEADERS: readonly Record<string, string>[] = [
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest-id": "0" },
  { "x-middleware-prefetch": "1", "x-nextjs-data": "1" },
  { "x-middleware-rewrite": "/dashboard" },
  { "x-middleware-set-cookie": "ai-cost.session_token=x" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-segment-prefetch": "/dashboard/$d$projectId/__PAGE__" },
  { "next-resume": "1" },
  { "x-matched-path": "/dashboard" },
  { "x-now-route-matches": "1=x" },
  { "x-invoke-path": "/dashboard", "x-invoke-status": "200", "x-invoke-output": "/dashboard" },
  { "x-original-url": "/dashboard", "x-rewrite-url": "/dashboard" },
  { "x-forwarded-host": "localhost", "x-forwarded-proto": "https" },
  { "x-request-id": FORGED, "x-nonce": FORGED, "x-request-path": `//${FORGED}.example` },
  { authorization: "Basic YWRtaW46YWRtaW4=" },
  { "x-forwarded-user": "owner@example.com", "remote-user": "owner" },
];

/** Functions that spell a path in a different way. */
const SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => `${path}.rsc`,
  (path) => `${path}.txt`,
  (path) => `${path}.segments/_tree.segment.rsc`,
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => `/.${path}`,
  (path) => path.replace("dashboard", "%64ashboard"),
  (path) => path.replace("dashboard", "DASHBOARD"),
  (path) => `/sign-in/..${path}`,
  (path) => `/_next/data/development${path}.json`,
  (path) => `/_next/..${path}`,
  (path) => `${path}?_rsc=1`,
  (path) => `${path}?nxtPprojectId=x&__nextDataReq=1`,
  (path) => `/index${path}`,
];

faultCase({
  id: "A8",
  title: "no header, spelling or syntax of a request shows a page to a person who is not signed in",
  seenRedBy: "x-middleware-subrequest accepted as the owner's session",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { url } = environment.server;
    const team = await makeTenantFixture(environment, "team", random.fork("team"));
    const check = (label: string, status: number, text: string) => {
      findings.hits += 1;
      if (text.includes(team.tenant.canary)) findings.add(`${label} shows the page`);
      if (text.includes(FORGED)) findings.add(`${label} repeats an id that the client forged`);
      if (status >= 500) findings.add(`${label} has the status ${status}`);
    };
    const paths = [privatePages(team), privateQueries(team)].flatMap((all) =>
      random.shuffle(all).slice(0, ADDRESSES[scale]),
    );
    for (const path of paths) {
      for (const headers of HEADERS) {
        const response = await sendRaw(url, { path, headers });
        const text = `${JSON.stringify(response.headers)} ${response.text}`;
        check(`${path} with ${Object.keys(headers)}`, response.status, text);
      }
      for (const spell of SPELLINGS) {
        const response = await sendRaw(url, { path: spell(path) });
        check(spell(path), response.status, response.text);
      }
      const requests = unusualRequests(path, new URL(url));
      const responses = await Promise.all(requests.map((text) => sendText(url, text)));
      for (const [index, response] of responses.entries())
        check(requests[index]?.split("\r\n", 1)[0] ?? "", 0, response);
    }
    return {
      hits: findings.hits,
      figures: { addresses: paths.length },
      problems: findings.problems,
    };
  },
});

/** Requests that no HTTP library sends. */
const unusualRequests = (path: string, { host }: URL): string[] => [
  `GET http://${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET http://${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
  `CONNECT ${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET ${path} HTTP/1.0\r\n\r\n`,
  `DELETE /api/trpc/x HTTP/1.1\r\nhost: ${host}\r\norigin: http://evil.example\r\n\r\n{"no":"length"}`,
  `GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`,
  `GET / HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 0\r\n\r\nGET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
];
