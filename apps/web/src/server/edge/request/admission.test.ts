import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { edgeSuite, KEPT, KIB, responsesOn } from "../edge-server.testing";

const edge = edgeSuite();

describe("when several parties send requests", () => {
  /** Requests that are being handled, by their path, until they are ended. */
  const ends = new Map<string, () => void>();
  const begin = (path: string, cookie = "") => {
    const socket = edge.dial();
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`,
    );
    return responsesOn(socket);
  };
  const session = (name: string) => `ai-cost.session_token=${name}`;

  beforeEach(() => {
    ends.clear();
    edge.handle = (request, response) => {
      response.identify(request.headers.cookie === "" ? null : `person ${request.headers.cookie}`);
      if (request.url === "/quick") response.end("handled");
      else ends.set(request.url ?? "", () => response.end("handled"));
    };
  });

  /** Ends all requests that are handled until every client has its response. */
  async function endAll(responses: Promise<unknown>[]): Promise<void> {
    const ending = setInterval(() => {
      for (const end of ends.values()) end();
    }, 20);
    await Promise.all(responses);
    clearInterval(ending);
  }

  test("one of them cannot occupy the server: further requests of its own wait", async () => {
    await edge.open();
    const quick = (name: string) => begin("/quick", session(name));
    for (const name of ["flood", "other"]) await quick(name);
    const flood: ReturnType<typeof begin>[] = [];
    for (let number = 0; number < 20; number += 1) {
      flood.push(begin(`/dashboard/${number}`, session("flood")));
      expect(await quick("other")).toMatchObject([{ status: 200 }]);
    }
    expect(ends.size).toBe(2);
    await endAll(flood);
    expect((await Promise.all(flood)).flat().map(({ status }) => status)).toEqual(
      Array(20).fill(200),
    );
  });

  test("health checks and the files of the app do not wait behind pages or each other", async () => {
    await edge.open();
    await begin("/quick", session("other"));
    const flood = Array.from({ length: 20 }, (_, number) => begin(`/${number}`));
    await expect.poll(() => ends.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    const others = ["/api/health", "/api/health/live", "/_next/static/a.js"];
    const responses = others.map((path) => begin(path));
    await expect
      .poll(() => [...ends.keys()], { timeout: 20_000 })
      .toEqual(expect.arrayContaining(others));
    await endAll([...flood, ...responses]);
  });

  test("a client that leaves while it waits does not take a place", async () => {
    await edge.open();
    await begin("/quick", session("other"));
    const flood = Array.from({ length: 2 }, (_, number) => begin(`/${number}`));
    await expect.poll(() => ends.size).toBe(2);
    const gone = edge.dial();
    gone.write("GET /gone HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await sleep(50);
    gone.destroy();
    await endAll(flood);
    expect(await begin("/quick")).toMatchObject([{ status: 200 }]);
  });
});

test("responses that nobody reads do not fill the memory: the oldest are dropped", async () => {
  edge.handle = (_, response) => void response.end("a".repeat(8 * 1024 * KIB));
  const server = await edge.open({ trustedProxy: "127.0.0.1" });
  const unread = Array.from({ length: 80 }, () => edge.dial().pause());
  for (const [number, socket] of unread.entries())
    socket.write(KEPT.replace("Host", `X-Forwarded-For: 203.0.113.${number % 40}\r\nHost`));
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  await expect.poll(connections, { timeout: 20_000 }).toBe(80);
  await expect.poll(connections, { timeout: 60_000 }).toBeLessThanOrEqual(64);
  for (const socket of unread) socket.destroy();
}, 90_000);
