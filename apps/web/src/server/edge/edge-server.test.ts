import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { BlockList, connect, type Socket } from "node:net";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { drain } from "./drain";
import { createEdgeServer, type EdgeServer } from "./edge-server";

type Handle = Parameters<typeof createEdgeServer>[0]["handle"];

const PUBLIC_URL = "http://cost.example.com";
const KIB = 1024;
/** The size limit of the body of a procedure call. */
const MOST_BYTES = 64 * KIB;

let server: EdgeServer;
let handle: Handle;
/** The bodies of the requests that reached the handler. */
let handled: string[];

beforeEach(() => {
  handled = [];
  handle = async (request, response) => {
    handled.push(await text(request));
    response.end("handled");
  };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function open(
  publicUrl = PUBLIC_URL,
  trustedProxy?: string,
  options: { maxConnections?: number } = {},
): Promise<void> {
  const trustedProxies = trustedProxy === undefined ? null : new BlockList();
  trustedProxies?.addAddress(trustedProxy ?? "");
  server = createEdgeServer({
    handle: (request, response) => handle(request, response),
    publicUrl,
    allowedHosts: [],
    trustedProxies,
    ...options,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

function dial(): Socket {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  return socket;
}

interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** All responses that arrive on a connection until it ends. */
async function responsesOn(socket: Socket): Promise<ReceivedResponse[]> {
  const received = await text(socket);
  return received
    .split(/(?=HTTP\/1\.1 \d)/)
    .filter((part) => part !== "")
    .map((part) => {
      const [head = "", body = ""] = part.split("\r\n\r\n", 2);
      const [line = "", ...fields] = head.split("\r\n");
      const headers = fields.map((field): [string, string] => {
        const [name = "", ...value] = field.split(": ");
        return [name.toLowerCase(), value.join(": ")];
      });
      return { status: Number(line.split(" ")[1]), headers: Object.fromEntries(headers), body };
    });
}

async function send(lines: string, body = ""): Promise<ReceivedResponse> {
  const socket = dial();
  socket.write(`${lines.trim().replaceAll("\n", "\r\n")}\r\n\r\n${body}`);
  const [response = { status: 0, headers: {}, body: "" }] = await responsesOn(socket);
  return response;
}

const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  "cache-control": "no-store",
  "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
};

const CLOSE = "Host: cost.example.com\nConnection: close";
const JSON_POST = `${CLOSE}\nContent-Type: application/json`;

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
    await open();
    const response = await send(lines, body);
    expect(response).toMatchObject({ status, headers: HEADERS });
    expect(response.headers).not.toHaveProperty("strict-transport-security");
    expect(response.body).not.toMatch(/ at |\.mjs|node:/);
  });

  test("gets strict-transport-security for a year where the public URL is https", async () => {
    await open("https://cost.example.com");
    const { headers } = await send(lines, body);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

test("a handler's own headers are kept", async () => {
  handle = (_, response) => {
    response.setHeader("cache-control", "public, max-age=300");
    response.end();
  };
  await open();
  const { headers } = await send(`GET / HTTP/1.1\n${CLOSE}`);
  expect(headers["cache-control"]).toBe("public, max-age=300");
});

test("each page has its own nonce, and an API response has none", async () => {
  await open();
  const policy = async (path: string) =>
    (await send(`GET ${path} HTTP/1.1\n${CLOSE}`)).headers["content-security-policy"] ?? "";
  const nonces = await Promise.all(
    ["/", "/"].map(async (path) => /'nonce-([\w-]{24})'/.exec(await policy(path))?.[1]),
  );
  expect(new Set(nonces).size).toBe(2);
  expect(nonces).not.toContain(undefined);
  expect(await policy("/api/health")).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("forged headers do not reach the handler", async () => {
  let received: unknown;
  handle = ({ headers }, response) => {
    received = headers;
    response.end();
  };
  await open();
  const forged = ["x-forwarded-for", "x-forwarded-host", "x-request-id", "x-nonce", "forwarded"]
    .map((name) => `${name}: forged`)
    .join("\n");
  const { headers } = await send(`GET /a?b=%20c&_rsc=d HTTP/1.1\n${CLOSE}\n${forged}`);
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
    handle = (_, response) => {
      response.failureStatus = failureStatus;
      response.statusCode = 500;
      response.end();
    };
    await open();
    const { status, headers } = await send(`GET / HTTP/1.1\n${CLOSE}`);
    expect([status, headers["retry-after"]]).toEqual(
      failureStatus ? [failureStatus, "5"] : [500, undefined],
    );
  }
});

const chunked = (bytes: number, path = "/api/trpc/x") =>
  `POST ${path} HTTP/1.1\r\n${JSON_POST.replaceAll("\n", "\r\n")}\r\nTransfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${"a".repeat(bytes)}\r\n0\r\n\r\n`;

describe("a body without a length", () => {
  test("is passed on when it is complete and of the largest allowed size", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(MOST_BYTES));
    expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
    expect(handled.map(({ length }) => length)).toEqual([MOST_BYTES]);
  });

  test("is 413 when it is larger, does not reach the handler, and its connection stays usable", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(3 * MOST_BYTES).replace("Connection: close\r\n", ""));
    socket.write(chunked(5));
    expect((await responsesOn(socket)).map(({ status }) => status)).toEqual([413, 200]);
    expect(handled).toEqual(["aaaaa"]);
  });

  test("for an ingest endpoint is not limited here", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(3 * MOST_BYTES, "/api/otel/v1/traces"));
    expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
  });

  test("that stops half-way does not reach the handler", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(100).slice(0, -60));
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect(handled).toEqual([]);
  });
});

test.each([
  ["/api/auth/sign-in/email", 4],
  ["/api/trpc/projects.create", 64],
  ["/sign-in", 16],
])("the body of %s may have %i KiB", async (path, kib) => {
  await open();
  const statusOf = async (bytes: number) => {
    const socket = dial();
    socket.write(chunked(bytes, path));
    return (await responsesOn(socket))[0]?.status;
  };
  expect([await statusOf(kib * KIB), await statusOf(kib * KIB + 1)]).toEqual([200, 413]);
});

test("stalled bodies of one address do not take the room of another, and the slowest of them are dropped", async () => {
  await open(PUBLIC_URL, "127.0.0.1");
  const sendFrom = (address: string, text: string) => {
    const socket = dial();
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
  await open();
  server.headersTimeout = 100;
  server.requestTimeout = 100;
  const slow = [dial(), dial()];
  slow[0]?.write("GET / HTT");
  slow[1]?.write(chunked(100).slice(0, -60));
  const responses = await Promise.all(slow.map(responsesOn));
  expect(responses.flat()).toMatchObject([
    { status: 408, headers: HEADERS },
    { status: 408, headers: HEADERS },
  ]);
  expect(handled).toEqual([]);
}, 15_000);

const SLOW_TARGETS = [
  ["/api/trpc/x", "application/json"],
  ["/api/v1/usage-events", "application/json"],
  ["/api/usage-imports?projectId=x", "application/octet-stream"],
] as const;

test("a slow body is cut off after a minute, but a file that is uploaded is not", async () => {
  handle = (request) => void request.on("error", () => {}).resume();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await open();
    const sockets = SLOW_TARGETS.map(([path, type]) => {
      const socket = dial();
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

const KEPT = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

describe("a client that sends many requests in one packet", () => {
  test("gets the response to the first one, and cannot hold up the server with the others", async () => {
    await open();
    let received = 0;
    server.on("request", () => {
      received += 1;
    });
    const socket = dial();
    socket.write(KEPT.repeat(3_000));
    expect(await responsesOn(socket)).toMatchObject([
      { status: 200, headers: { connection: "close" } },
    ]);
    expect(handled).toHaveLength(1);
    expect(received).toBeLessThan(200);
  });

  test("and whose first one is refused can send the others again", async () => {
    await open();
    const socket = dial();
    socket.write(KEPT.replace("localhost", "evil.example").repeat(3_000));
    const responses = await responsesOn(socket);
    expect(responses.length).toBeLessThan(200);
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([421]));
  });
});

test("a client that waits for each response sends as many requests as it likes on a connection", async () => {
  handle = (_, response) => void response.end("a".repeat(100_000));
  await open();
  const socket = dial();
  for (let number = 0; number < 50; number += 1) {
    socket.write(KEPT);
    for (let bytes = 0; bytes < 100_000; ) bytes += (await once(socket, "data"))[0].length;
  }
  socket.destroy();
});

test("one address cannot take the connections of others: its oldest ones are closed", async () => {
  await open(PUBLIC_URL, undefined, { maxConnections: 40 });
  const { port } = server.address() as AddressInfo;
  const dialFrom = async (localAddress: string) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress }).on("error", () => {});
    await once(socket, "connect");
    return socket.resume();
  };
  const idle = await Promise.all(Array.from({ length: 30 }, () => dialFrom("127.0.0.2")));
  await Promise.all(Array.from({ length: 8 }, () => dialFrom("127.0.0.3")));
  // From then on, the idle ones count as slow.
  await sleep(1_100);
  const others = await Promise.all(Array.from({ length: 6 }, () => dialFrom("127.0.0.4")));
  await expect.poll(() => idle.filter(({ closed }) => closed).length).toBe(4);
  const responses = others.map((socket) => {
    socket.pause().write(KEPT.replace("Host", "Connection: close\r\nHost"));
    return responsesOn(socket);
  });
  expect((await Promise.all(responses)).flat().map(({ status }) => status)).toEqual(
    Array(6).fill(200),
  );
});

test("small pieces of a body are joined before they are passed on", async () => {
  let pieces = 0;
  handle = (request, response) => {
    request.on("data", (piece) => {
      pieces += 1;
      handled.push(String(piece));
    });
    request.on("end", () => response.end());
  };
  await open();
  const socket = dial();
  const [head] = chunked(1, "/api/v1/usage-events").split("\r\n\r\n");
  const body = Array.from({ length: 20_000 }, (_, number) => String(number % 10));
  socket.write(`${head}\r\n\r\n${body.map((byte) => `1\r\n${byte}\r\n`).join("")}0\r\n\r\n`);
  expect(await responsesOn(socket)).toMatchObject([{ status: 200 }]);
  expect(handled.join("")).toBe(body.join(""));
  expect(pieces).toBeLessThan(200);
});

test("responses that nobody reads do not fill the memory: the oldest are dropped", async () => {
  handle = (_, response) => void response.end("a".repeat(8 * 1024 * KIB));
  await open(PUBLIC_URL, "127.0.0.1");
  const unread = Array.from({ length: 80 }, () => dial().pause());
  for (const [number, socket] of unread.entries())
    socket.write(KEPT.replace("Host", `X-Forwarded-For: 203.0.113.${number % 40}\r\nHost`));
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  await expect.poll(connections, { timeout: 20_000 }).toBe(80);
  await expect.poll(connections, { timeout: 60_000 }).toBeLessThanOrEqual(64);
  for (const socket of unread) socket.destroy();
}, 90_000);

const sendForm = (body: string, type = "multipart/form-data; boundary=x", path = "/sign-in") =>
  send(
    `POST ${path} HTTP/1.1\n${CLOSE}\nContent-Type: ${type}\nContent-Length: ${body.length}`,
    body,
  );
const PART = `--x\r\ncontent-disposition: form-data; name="$ACTION_ID_${"0".repeat(42)}"\r\n\r\nb\r\n`;

const partOf = (parameters: string, ...headers: string[]) =>
  ["--x", `content-disposition: form-data; ${parameters}`, ...headers, "", "b", ""].join("\r\n");

describe("input that Next would answer with 500", () => {
  test.each<[string, string, string?]>([
    ["without a boundary", PART, "multipart/form-data"],
    ["without an end", PART],
    ["without a part", "--y--"],
    ["without a body", ""],
    [
      "with a part that is only named",
      `${PART}--x\r\ncontent-disposition: form-data\r\n\r\n\r\n--x--`,
    ],
    ["with an empty name", `${PART}${partOf('name=""')}--x--`],
    ["with a NUL in a name", `${PART}${partOf('name="a\0b"')}--x--`],
    ["with an escape in a name", `${PART}${partOf('name="$ACTION\\_REF_1"')}--x--`],
    ["with a file", `${PART}${partOf('name="a"; filename="b"')}--x--`],
    [
      "with an encoded part",
      `${PART}${partOf('name="a"', "content-transfer-encoding: base64")}--x--`,
    ],
    [
      "with the type of a part",
      `${PART}${partOf('name="a"', "content-type: text/plain; charset=utf-16")}--x--`,
    ],
    ["with text before its parts", `a\r\n${PART}--x--`],
    ["with text after its parts", `${PART}--x--\r\n--x`],
    ["with its boundary in a text", `${PART.replace("b\r\n", "boundary=x\r\n")}--x--`],
    ["with a longer boundary in a text", `${PART}--xy\r\n\r\n--x--`],
  ])("a form %s gets 400", async (_, body, type) => {
    await open();
    expect(await sendForm(body, type)).toMatchObject({ status: 400, headers: HEADERS });
    expect(handled).toEqual([]);
  });

  test("a complete form is passed on unchanged", async () => {
    await open();
    expect(await sendForm(`${PART}--x--\r\n`)).toMatchObject({ status: 200 });
    expect(handled).toEqual([`${PART}--x--\r\n`]);
  });

  test("the form with which a mail program unsubscribes is passed on, because it calls no action", async () => {
    await open();
    const form = `${partOf('name="List-Unsubscribe"')}--x--\r\n`;
    expect(await sendForm(form)).toMatchObject({ status: 400 });
    const unsubscribed = await sendForm(form, undefined, "/alerts/unsubscribe/a.b-c/one-click");
    expect(unsubscribed).toMatchObject({ status: 200 });
    expect(handled).toEqual([form]);
  });

  test.each(["%", "{", "%5B%5D", "null"])("the router state %s gets 400", async (tree) => {
    await open();
    const response = await send(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(response).toMatchObject({ status: 400, headers: HEADERS });
  });

  test("a valid router state is passed on", async () => {
    await open();
    const tree = encodeURIComponent(JSON.stringify(["", { children: ["dashboard", {}] }]));
    const response = await send(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(response.status).toBe(200);
  });
});

test("an action that Next forwards to another page of this server is refused as unknown", async () => {
  await open();
  const response = await send(`POST /a HTTP/1.1\n${CLOSE}\nX-Action-Forwarded: 1`);
  expect(response).toMatchObject({ status: 404, headers: { "x-nextjs-action-not-found": "1" } });
  expect(handled).toEqual([]);
});

test("a response is sent after a reader of the request's body has failed", async () => {
  handle = async (request, response) => {
    const failing = new Writable({ write: () => void failing.emit("error", new Error("no")) });
    await pipeline(request, failing).catch(() => {});
    response.end("handled");
  };
  await open();
  const response = await send(`POST /a HTTP/1.1\n${CLOSE}\nContent-Length: 1`, "a");
  expect(response).toMatchObject({ status: 200, body: "handled" });
});

test("a refused request that is followed by something else gets one response", async () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown) => uncaught.push(error);
  process.on("unhandledRejection", keep);
  await open();
  const crossSite = `DELETE /api/trpc/x HTTP/1.1\nHost: localhost\nOrigin: http://evil.example`;
  const response = await send(crossSite, '{"no":"length"}');
  await sleep(50);
  process.off("unhandledRejection", keep);
  expect([response.status, uncaught]).toEqual([400, []]);
});

describe("a server that drains", () => {
  test("handles what is in flight and what was sent before its client could know", async () => {
    handle = async (_, response) => {
      await sleep(200);
      response.end("handled");
    };
    await open();
    const [inFlight, begun, kept] = [dial(), dial(), dial()];
    kept.write(KEPT);
    begun.write(KEPT.slice(0, 20));
    const keptResponses = responsesOn(kept);
    await once(kept, "data");
    inFlight.write(KEPT);
    await once(server, "request");
    const drained = drain(server);
    kept.write(KEPT);
    begun.write(KEPT.slice(20));
    const responses = await Promise.all([responsesOn(inFlight), responsesOn(begun), keptResponses]);
    expect(responses.map((received) => received.map(({ status }) => status))).toEqual([
      [200],
      [200],
      [200, 200],
    ]);
    expect(responses.map((received) => received.at(-1)?.headers.connection)).toEqual([
      "close",
      "close",
      "close",
    ]);
    await drained;
  });

  test("accepts what connects at once and nothing later, and does not wait for idle connections", async () => {
    await open();
    const [idle, unused] = [dial(), dial()];
    idle.write(KEPT);
    await Promise.all([once(idle, "data"), once(unused, "connect")]);
    const { port } = server.address() as AddressInfo;
    const drained = drain(server);
    const prompt = dial();
    prompt.write(KEPT);
    expect(await responsesOn(prompt)).toMatchObject([
      { status: 200, headers: { connection: "close" } },
    ]);
    await expect.poll(() => server.listening, { timeout: 5_000 }).toBe(false);
    const late = connect(port, "127.0.0.1");
    expect(await once(late, "connect").catch(({ code }) => code)).toBe("ECONNREFUSED");
    await drained;
  });
});

describe("when several parties send requests", () => {
  /** Requests that are being handled, by their path, until they are ended. */
  const ends = new Map<string, () => void>();
  const begin = (path: string, cookie = "") => {
    const socket = dial();
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`,
    );
    return responsesOn(socket);
  };
  const session = (name: string) => `ai-cost.session_token=${name}`;

  beforeEach(() => {
    ends.clear();
    handle = (request, response) => {
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
    await open();
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
    await open();
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
    await open();
    await begin("/quick", session("other"));
    const flood = Array.from({ length: 2 }, (_, number) => begin(`/${number}`));
    await expect.poll(() => ends.size).toBe(2);
    const gone = dial();
    gone.write("GET /gone HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await sleep(50);
    gone.destroy();
    await endAll(flood);
    expect(await begin("/quick")).toMatchObject([{ status: 200 }]);
  });
});
