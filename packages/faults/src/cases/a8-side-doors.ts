import { exchange, privatePages, privateQueries } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import { sendText } from "../rig/connection";

/** How many of the addresses are tried. */
const SHARES: Record<Scale, number> = { short: 0.08, normal: 1, long: 1 };
const FORGED = "of-the-client";

/** What has let people past a gate in a proxy, here or elsewhere. */
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

/** The same page by other names. */
const OTHER_NAMES: readonly ((path: string) => string)[] = [
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

export const sideDoors: FaultCase = {
  id: "A8",
  title: "no header, other name or way to write a request shows a page to who is not signed in",
  seenRedBy: "x-middleware-subrequest taken for the owner's session",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const judge = (label: string, status: number, text: string) => {
      found.hits += 1;
      if (text.includes(team.tenant.canary)) found.problem(`${label} shows the page`);
      if (text.includes(FORGED)) found.problem(`${label} believes what the client calls itself`);
      if (status >= 500) found.problem(`${label} answers ${status}`);
    };
    const all = [...privatePages(team), ...privateQueries(team)];
    const paths = all.filter(() => random.chance(SHARES[scale]));
    for (const path of paths) {
      for (const headers of HEADERS) {
        const answer = await exchange(rig.server.url, { path, headers });
        const whole = `${JSON.stringify(answer.headers)} ${answer.text}`;
        judge(`${path} with ${Object.keys(headers)}`, answer.status, whole);
      }
      for (const otherName of OTHER_NAMES) {
        const answer = await exchange(rig.server.url, { path: otherName(path) });
        judge(otherName(path), answer.status, answer.text);
      }
      const texts = writtenOddly(path, new URL(rig.server.url));
      const answers = await Promise.all(texts.map((text) => sendText(rig.server.url, text)));
      for (const [index, answer] of answers.entries())
        judge(texts[index]?.split("\r\n", 1)[0] ?? "", 0, answer);
    }
    return { hits: found.hits, figures: { addresses: paths.length }, problems: found.problems };
  },
};

/** Requests that a client's library would not write. */
const writtenOddly = (path: string, { host }: URL): string[] => [
  `GET http://${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET http://${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
  `CONNECT ${host}${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET ${path} HTTP/1.0\r\n\r\n`,
  `DELETE /api/trpc/x HTTP/1.1\r\nhost: ${host}\r\norigin: http://evil.example\r\n\r\n{"no":"length"}`,
  `GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`,
  `GET / HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 0\r\n\r\nGET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
];
