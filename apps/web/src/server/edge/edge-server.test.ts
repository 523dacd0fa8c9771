import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import {
  CLOSE,
  chunked,
  edgeSuite,
  HEADERS,
  JSON_POST,
  KIB,
  MOST_BYTES,
  responsesOn,
} from "./edge-server.testing";

const edge = edgeSuite();

describe.each<[string, number, string, string?]>([
  ["a page", 200, `GET /dashboard HTTP/1.1\n${CLOSE}`],
  ["a change from one of our pages", 200, `POST /sign-in HTTP/1.1\n${CLOSE}`],
  ["something that is not HTTP", 400, "NONSENSE"],
  ["a header with a space in its name", 400, `GET / HTTP/1.1\n${CLOSE}\nA B: c`],
  ["a request without a host", 400, "GET / HTTP/1.1\nConnection: close"],
  ["headers that are too large", 431, `GET / HTTP/1.1\n${CLOSE}\nA: ${"a".repeat(20_000)}`],
  ["an unknown expectation", 417, `GET / HTTP/1.1\n${CLOSE}\nExpect: tea`],
  ["another host", 421, "GET /sign-in HTTP/1.1\nHost: evil.example\nConnection: close"],
  ["no host in HTTP/1.0", 421, "GET /sign-in HTTP/1.0"],
  ["two hosts", 400, `GET /sign-in HTTP/1.1\nHost: localhost\n${CLOSE}`],
  ["another and our host", 421, `GET /sign-in HTTP/1.1\nHost: evil.example\n${CLOSE}`],
  ["our host and another", 421, `GET /sign-in HTTP/1.1\n${CLOSE}\nHost: evil.example`],
  ["another host and a malformed path", 421, "GET //a HTTP/1.1\nHost: b\nConnection: close"],
  [
    "an exporter that calls another host",
    200,
    "POST /api/otel HTTP/1.1\nHost: app\nConnection: close",
  ],
  ["a health check of another host", 200, "GET /api/health HTTP/1.1\nHost: app\nConnection: close"],
  ["our address in full", 400, `GET http://cost.example.com/ HTTP/1.1\n${CLOSE}`],
  ["the address of another site", 421, `GET http://evil.example/dashboard HTTP/1.1\n${CLOSE}`],
  ["the address *", 400, `OPTIONS * HTTP/1.1\n${CLOSE}`],
  ["a path that could be read as another site", 400, `GET //evil.example HTTP/1.1\n${CLOSE}`],
  ["a path with .. in it", 400, `POST /api/v1/../trpc/x HTTP/1.1\n${CLOSE}`],
  ["an incomplete escape", 400, `GET /api/trpc/% HTTP/1.1\n${CLOSE}`],
  ["a method that pages do not support", 405, `DELETE /sign-in HTTP/1.1\n${CLOSE}`],
  ["a method that nothing supports", 405, `TRACE /api/trpc/x HTTP/1.1\n${CLOSE}`],
  ["Next's internal error page", 404, `GET /_global-error HTTP/1.1\n${CLOSE}`],
  [
    "an upgrade",
    200,
    "GET / HTTP/1.1\nHost: localhost\nConnection: close, upgrade\nUpgrade: websocket",
  ],
  [
    "a change from another site",
    403,
    `POST /api/trpc/x HTTP/1.1\n${JSON_POST}\nOrigin: https://evil.example`,
  ],
  ["a form", 415, `POST /api/trpc/x HTTP/1.1\n${CLOSE}\nContent-Type: multipart/form-data`],
  [
    "a body whose length is announced as too large",
    413,
    `POST /api/trpc/x HTTP/1.1\n${JSON_POST}\nContent-Length: ${MOST_BYTES + 1}`,
  ],
])("%s", (_, status, lines, body) => {
  test(`gets ${status}, with every header`, async () => {
    await edge.open();
    const response = await edge.send(lines, body);
    expect(response).toMatchObject({ status, headers: HEADERS });
    expect(response.headers).not.toHaveProperty("strict-transport-security");
    expect(response.body).not.toMatch(/ at |\.mjs|node:/);
  });

  test("gets strict-transport-security for a year where the public URL is https", async () => {
    await edge.open({ publicUrl: "https://cost.example.com" });
    const { headers } = await edge.send(lines, body);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

test("a handler's own headers are kept", async () => {
  edge.handle = (_, response) => {
    response.setHeader("cache-control", "public, max-age=300");
    response.end();
  };
  await edge.open();
  const { headers } = await edge.send(`GET / HTTP/1.1\n${CLOSE}`);
  expect(headers["cache-control"]).toBe("public, max-age=300");
});

test("each page has its own nonce, and an API response has none", async () => {
  await edge.open();
  const policy = async (path: string) =>
    (await edge.send(`GET ${path} HTTP/1.1\n${CLOSE}`)).headers["content-security-policy"] ?? "";
  const nonces = await Promise.all(
    ["/", "/"].map(async (path) => /'nonce-([\w-]{24})'/.exec(await policy(path))?.[1]),
  );
  expect(new Set(nonces).size).toBe(2);
  expect(nonces).not.toContain(undefined);
  expect(await policy("/api/health")).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("forged headers do not reach the handler", async () => {
  let received: unknown;
  edge.handle = ({ headers }, response) => {
    received = headers;
    response.end();
  };
  await edge.open();
  const forged = ["x-forwarded-for", "x-forwarded-host", "x-request-id", "x-nonce", "forwarded"]
    .map((name) => `${name}: forged`)
    .join("\n");
  const { headers } = await edge.send(`GET /a?b=%20c&_rsc=d HTTP/1.1\n${CLOSE}\n${forged}`);
  expect(JSON.stringify(received)).not.toContain("forged");
  expect(received).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-request-id": headers["x-request-id"],
    "x-request-path": "/a?b=+c",
    "content-security-policy": headers["content-security-policy"],
  });
});

test("a page that fails because the database is unavailable is 503, any other failure 500", async () => {
  for (const failureStatus of [503, 429, null] as const) {
    edge.handle = (_, response) => {
      response.failureStatus = failureStatus;
      response.statusCode = 500;
      response.end();
    };
    await edge.open();
    const { status, headers } = await edge.send(`GET / HTTP/1.1\n${CLOSE}`);
    expect([status, headers["retry-after"]]).toEqual(
      failureStatus ? [failureStatus, "5"] : [500, undefined],
    );
  }
});

describe("a body without a length", () => {
  test("is passed on when it is complete and of the largest allowed size", async () => {
    await edge.open();
    const socket = edge.dial();
    socket.write(chunked(MOST_BYTES));
    expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
    expect(edge.handled.map(({ length }) => length)).toEqual([MOST_BYTES]);
  });

  test("is 413 when it is larger, does not reach the handler, and its connection stays usable", async () => {
    await edge.open();
    const socket = edge.dial();
    socket.write(chunked(3 * MOST_BYTES).replace("Connection: close\r\n", ""));
    socket.write(chunked(5));
    expect((await responsesOn(socket)).map(({ status }) => status)).toEqual([413, 200]);
    expect(edge.handled).toEqual(["aaaaa"]);
  });

  test("for an ingest endpoint is not limited here", async () => {
    await edge.open();
    const socket = edge.dial();
    socket.write(chunked(3 * MOST_BYTES, "/api/otel/v1/traces"));
    expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
  });

  test("that stops half-way does not reach the handler", async () => {
    await edge.open();
    const socket = edge.dial();
    socket.write(chunked(100).slice(0, -60));
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect(edge.handled).toEqual([]);
  });
});

test.each([
  ["/api/auth/sign-in/email", 4],
  ["/api/trpc/projects.create", 64],
  ["/sign-in", 16],
])("the body of %s may have %i KiB", async (path, kib) => {
  await edge.open();
  const statusOf = async (bytes: number) => {
    const socket = edge.dial();
    socket.write(chunked(bytes, path));
    return (await responsesOn(socket))[0]?.status;
  };
  expect([await statusOf(kib * KIB), await statusOf(kib * KIB + 1)]).toEqual([200, 413]);
});

test("stalled bodies of one address do not take the room of another, and the slowest of them are dropped", async () => {
  await edge.open({ trustedProxy: "127.0.0.1" });
  const sendFrom = (address: string, text: string) => {
    const socket = edge.dial();
    socket.write(text.replace("Host: ", `X-Forwarded-For: ${address}\r\nHost: `));
    return responsesOn(socket);
  };
  const stalled = Array.from({ length: 210 }, (_, number) =>
    sendFrom(`2001:db8::${number.toString(16)}`, chunked(MOST_BYTES).slice(0, -5)),
  );
  const [refused] = await Promise.race(stalled);
  expect(refused).toMatchObject({
    status: 503,
    headers: { "retry-after": "5", connection: "close" },
  });
  const others = ["2001:db8:0:1::1", "203.0.113.7"].map((address) =>
    sendFrom(address, chunked(MOST_BYTES)),
  );
  expect(await Promise.all(others)).toMatchObject([[{ status: 200 }], [{ status: 200 }]]);
  // After a second the stalled ones count as slow, and a body that arrives at once has room even at their address.
  await sleep(1_100);
  expect(await sendFrom("2001:db8::1", chunked(MOST_BYTES))).toMatchObject([{ status: 200 }]);
});

test("a slow client gets 408 and is disconnected", async () => {
  const server = await edge.open();
  server.headersTimeout = 100;
  server.requestTimeout = 100;
  const slow = [edge.dial(), edge.dial()];
  slow[0]?.write("GET / HTT");
  slow[1]?.write(chunked(100).slice(0, -60));
  const responses = await Promise.all(slow.map(responsesOn));
  expect(responses.flat()).toMatchObject([
    { status: 408, headers: HEADERS },
    { status: 408, headers: HEADERS },
  ]);
  expect(edge.handled).toEqual([]);
}, 15_000);

const SLOW_TARGETS = [
  ["/api/trpc/x", "application/json"],
  ["/api/v1/usage-events", "application/json"],
  ["/api/usage-imports?projectId=x", "application/octet-stream"],
] as const;

test("a slow body is cut off after a minute, but a file that is uploaded is not", async () => {
  edge.handle = (request) => void request.on("error", () => {}).resume();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await edge.open();
    const sockets = SLOW_TARGETS.map(([path, type]) => {
      const socket = edge.dial();
      socket.resume();
      socket.write(chunked(100, path).slice(0, -60).replace("application/json", type));
      return socket;
    });
    await sleep(100);
    vi.advanceTimersByTime(61_000);
    await sleep(100);
    expect(sockets.map(({ readableEnded }) => readableEnded)).toEqual([true, true, false]);
  } finally {
    vi.useRealTimers();
  }
});

test("small pieces of a body are joined before they are passed on", async () => {
  let pieces = 0;
  edge.handle = (request, response) => {
    request.on("data", (piece) => {
      pieces += 1;
      edge.handled.push(String(piece));
    });
    request.on("end", () => response.end());
  };
  await edge.open();
  const socket = edge.dial();
  const [head] = chunked(1, "/api/v1/usage-events").split("\r\n\r\n");
  const body = Array.from({ length: 20_000 }, (_, number) => String(number % 10));
  socket.write(`${head}\r\n\r\n${body.map((byte) => `1\r\n${byte}\r\n`).join("")}0\r\n\r\n`);
  expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
  expect(edge.handled.join("")).toBe(body.join(""));
  expect(pieces).toBeLessThan(200);
});

test("a response is sent after a reader of the request's body has failed", async () => {
  edge.handle = async (request, response) => {
    const failing = new Writable({ write: () => void failing.emit("error", new Error("no")) });
    await pipeline(request, failing).catch(() => {});
    response.end("handled");
  };
  await edge.open();
  const response = await edge.send(`POST /a HTTP/1.1\n${CLOSE}\nContent-Length: 1`, "a");
  expect(response).toMatchObject({ status: 200, body: "handled" });
});

test("a refused request that is followed by something else gets one response", async () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown) => uncaught.push(error);
  process.on("unhandledRejection", keep);
  await edge.open();
  const crossSite = `DELETE /api/trpc/x HTTP/1.1\nHost: localhost\nOrigin: http://evil.example`;
  const response = await edge.send(crossSite, '{"no":"length"}');
  await sleep(50);
  process.off("unhandledRejection", keep);
  expect([response.status, uncaught]).toEqual([400, []]);
});
