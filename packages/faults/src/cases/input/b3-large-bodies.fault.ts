import { Agent } from "node:http";
import { type RawRequest, sendRaw } from "@ai-cost/testing";
import { bearer } from "../../access-matrix/actors";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { isSlowSenderClosed } from "../../traffic/raw-connection";

const SCALES = {
  short: { posts: 50, triesSlowSenders: false },
  normal: { posts: 1_000, triesSlowSenders: true },
  long: { posts: 1_000, triesSlowSenders: true },
};
const MIB = 1024 * 1024;
const MOST_GROWTH_MIB = 300;
const HEADERS_CLOSED_WITHIN_MS = 35_000;
const BODY_CLOSED_WITHIN_MS = 75_000;
const SAMPLE_MS = 50;

faultCase({
  id: "B3",
  title: "bodies that are too large, too many or never complete cost the server little",
  seenRedBy: "bodies of up to a gigabyte accepted",
  async run({ environment, scale }) {
    const { posts, triesSlowSenders } = SCALES[scale];
    const findings = new Findings();
    const { key } = await environment.makeTenant();
    const slowSenders = triesSlowSenders ? trySlowSenders(environment, findings) : undefined;
    await tryLargeBodies(environment, key, findings);
    const growthMiB = await postAtOnce(environment, key, posts, findings);
    if (growthMiB >= MOST_GROWTH_MIB)
      findings.add(`${posts} posts at once take ${growthMiB} MiB of memory`);
    await slowSenders;
    return {
      hits: findings.hits,
      figures: { "posts of 1 MB at once": posts, "most growth, MiB": growthMiB },
      problems: findings.problems,
    };
  },
});

/**
 * Sends a body that is too large to every endpoint: once with a content length, and once in chunks
 * without a content length.
 */
async function tryLargeBodies(
  { server, people }: Environment,
  key: string,
  findings: Findings,
): Promise<void> {
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
      const request: RawRequest = {
        path,
        method: "POST",
        headers: { ...headers, ...chunked },
        body,
      };
      const status = await sendRaw(server.url, request, new Agent()).then(
        (response) => response.status,
        // Instead of sending the status 413, the server may close the connection while the client still
        // sends.
        (error) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? 413 : 0),
      );
      findings.hits += 1;
      if (status !== 413)
        findings.add(
          `${path} has the status ${status} for ${mebibytes} MiB${isChunked ? " in chunks" : ""}`,
        );
    }
}

/**
 * Sends many POST requests of a megabyte each at the same time. Returns the largest growth of the
 * server's memory in MiB.
 */
async function postAtOnce(
  { server }: Environment,
  key: string,
  posts: number,
  findings: Findings,
): Promise<number> {
  const headers = { "content-type": "application/json", ...bearer(key) };
  const agent = new Agent({ maxSockets: posts });
  const beforeMiB = server.memoryMiB();
  let highestMiB = beforeMiB;
  const sampler = setInterval(() => {
    highestMiB = Math.max(highestMiB, server.memoryMiB());
  }, SAMPLE_MS);
  const statuses = await Promise.all(
    Array.from({ length: posts }, (_, number) => {
      const usage = { model: "a-model", cost: "0", inputTokens: 0, outputTokens: 0 };
      const event = { id: `b3 ${number}`, ...usage, note: "x".repeat(MIB - 2_000) };
      const body = JSON.stringify(event);
      const request = { path: "/api/v1/usage-events", method: "POST", headers, body };
      return sendRaw(server.url, request, agent).then(
        ({ status }) => status,
        () => 0,
      );
    }),
  );
  clearInterval(sampler);
  agent.destroy();
  findings.hits += statuses.filter((status) => status > 0).length;
  const wrong = statuses.filter((status) => status !== 200 && status !== 503);
  if (wrong.length > 0)
    findings.add(
      `${wrong.length} of ${posts} posts at once have the status ${[...new Set(wrong)]}`,
    );
  return highestMiB - beforeMiB;
}

/** Checks that the server closes the connection of a client that never completes its headers or its body. */
async function trySlowSenders({ server }: Environment, findings: Findings): Promise<void> {
  const { host } = new URL(server.url);
  const json = "content-type: application/json\r\ncontent-length: 1000";
  const beginnings: [text: string, withinMs: number][] = [
    ["GET / HTTP/1.1\r\nx: ", HEADERS_CLOSED_WITHIN_MS],
    [`POST /api/trpc/x HTTP/1.1\r\nhost: ${host}\r\n`, HEADERS_CLOSED_WITHIN_MS],
    ...["/api/trpc/x", "/api/v1/usage-events", "/sign-in"].map((path): [string, number] => [
      `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${json}\r\n\r\n{`,
      BODY_CLOSED_WITHIN_MS,
    ]),
  ];
  await Promise.all(
    beginnings.map(async ([text, withinMs]) => {
      findings.hits += 1;
      if (await isSlowSenderClosed(server.url, text, withinMs)) return;
      findings.add(`a slow sender is not closed within ${withinMs} ms: ${text.split("\r\n", 1)}`);
    }),
  );
}
