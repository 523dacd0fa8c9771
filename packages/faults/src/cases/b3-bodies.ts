import { Agent } from "node:http";
import { type Exchange, exchange } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { bearer } from "../matrix/askers";
import { Found } from "../report/found";
import { isClosedOnDripping } from "../rig/connection";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, { posts: number; isSlowTried: boolean }> = {
  short: { posts: 50, isSlowTried: false },
  normal: { posts: 1_000, isSlowTried: true },
  long: { posts: 1_000, isSlowTried: true },
};
const MIB = 1024 * 1024;
const MOST_GROWTH_MIB = 300;
const HEAD_CLOSED_WITHIN_MS = 35_000;
const BODY_CLOSED_WITHIN_MS = 75_000;
const SAMPLE_MS = 50;

export const bodies: FaultCase = {
  id: "B3",
  title: "a body that is too large, too many at once or never whole costs the server nothing much",
  seenRedBy: "bodies of a gigabyte let in",
  async run(rig, scale) {
    const { posts, isSlowTried } = SCALES[scale];
    const found = new Found();
    const { key } = await rig.makeTenant();
    const slow = isSlowTried ? trySlowSenders(rig, found) : Promise.resolve();
    await tryLargeBodies(rig, key, found);
    const growthMiB = await postAtOnce(rig, key, posts, found);
    if (growthMiB >= MOST_GROWTH_MIB) found.problem(`${posts} posts at once cost ${growthMiB} MiB`);
    await slow;
    return {
      hits: found.hits,
      figures: { "posts of 1 MB at once": posts, "highest growth, MiB": growthMiB },
      problems: found.problems,
    };
  },
};

/** Whoever reads them, with a length that is told, and in chunks without one. */
async function tryLargeBodies({ server, people }: Rig, key: string, found: Found): Promise<void> {
  const json = { "content-type": "application/json" };
  const asOwner = { ...json, cookie: people.owner.cookie, origin: server.url };
  const withKey = { ...json, ...bearer(key) };
  const targets: [path: string, headers: Record<string, string>, mebibytes: number][] = [
    ["/api/trpc/projects.create", asOwner, 2],
    ["/api/auth/sign-in/email", asOwner, 2],
    ["/sign-in", { ...asOwner, "content-type": "multipart/form-data; boundary=x" }, 2],
    ["/api/v1/usage-events", withKey, 5],
    ["/api/v1/litellm", withKey, 70],
    ["/api/otel/v1/traces", withKey, 17],
    ["/api/otel/v1/logs", withKey, 17],
    ["/api/otel/v1/metrics", withKey, 17],
  ];
  for (const [path, headers, mebibytes] of targets)
    for (const isChunked of [false, true]) {
      const body = Buffer.alloc(mebibytes * MIB, " ");
      const chunked = isChunked ? { "transfer-encoding": "chunked" } : {};
      const request: Exchange = { path, method: "POST", headers: { ...headers, ...chunked }, body };
      const status = await exchange(server.url, request, new Agent()).then(
        (answer) => answer.status,
        // The server may stop reading and close, which is as good as saying so.
        (error) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? 413 : 0),
      );
      found.hits += 1;
      if (status !== 413)
        found.problem(
          `${path} answers ${status} to ${mebibytes} MiB${isChunked ? " in chunks" : ""}`,
        );
    }
}

/** The highest growth of the server's memory while so many posts of a megabyte come at once. */
async function postAtOnce(
  { server }: Rig,
  key: string,
  posts: number,
  found: Found,
): Promise<number> {
  const filler = { note: "x".repeat(MIB - 2_000) };
  const headers = { "content-type": "application/json", ...bearer(key) };
  const agent = new Agent({ maxSockets: posts });
  const beforeMiB = server.memoryMiB();
  let highestMiB = beforeMiB;
  const sampler = setInterval(() => {
    highestMiB = Math.max(highestMiB, server.memoryMiB());
  }, SAMPLE_MS);
  const statuses = await Promise.all(
    Array.from({ length: posts }, (_, number) => {
      const event = {
        id: `b3 ${number}`,
        model: "a-model",
        cost: "0",
        inputTokens: 0,
        outputTokens: 0,
      };
      const body = JSON.stringify({ ...event, ...filler });
      const request = { path: "/api/v1/usage-events", method: "POST", headers, body };
      return exchange(server.url, request, agent).then(
        ({ status }) => status,
        () => 0,
      );
    }),
  );
  clearInterval(sampler);
  agent.destroy();
  found.hits += statuses.filter((status) => status > 0).length;
  const odd = statuses.filter((status) => status !== 200 && status !== 503);
  if (odd.length > 0)
    found.problem(`${odd.length} of ${posts} posts at once are answered ${[...new Set(odd)]}`);
  return highestMiB - beforeMiB;
}

/** Senders that begin and never end are closed, whatever they began. */
async function trySlowSenders({ server }: Rig, found: Found): Promise<void> {
  const { host } = new URL(server.url);
  const json = "content-type: application/json\r\ncontent-length: 1000";
  const begun: [text: string, withinMs: number][] = [
    ["GET / HTTP/1.1\r\nx: ", HEAD_CLOSED_WITHIN_MS],
    [`POST /api/trpc/x HTTP/1.1\r\nhost: ${host}\r\n`, HEAD_CLOSED_WITHIN_MS],
    ...["/api/trpc/x", "/api/v1/usage-events", "/sign-in"].map((path): [string, number] => [
      `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${json}\r\n\r\n{`,
      BODY_CLOSED_WITHIN_MS,
    ]),
  ];
  const seen = begun.map(async ([text, withinMs]) => {
    found.hits += 1;
    if (await isClosedOnDripping(server.url, text, withinMs)) return;
    found.problem(`after ${withinMs} ms a slow sender may go on: ${text.split("\r\n", 1)}`);
  });
  await Promise.all(seen);
}
