import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { drain } from "./drain.mjs";
import { createFrontServer } from "./front-server.mjs";

type Front = ReturnType<typeof createFrontServer>;
type Handle = Parameters<typeof createFrontServer>[0]["handle"];

const PUBLIC_URL = "http://cost.example.com";
const MIB = 1024 * 1024;

let front: Front;
let handle: Handle;
/** The bodies that were let through. */
let taken: string[];

beforeEach(() => {
  taken = [];
  handle = async (request, response) => {
    taken.push(await text(request));
    response.end("answered");
  };
});
afterEach(() => {
  front.closeAllConnections();
  front.close();
});

async function open(publicUrl = PUBLIC_URL): Promise<void> {
  front = createFrontServer({
    handle: (request, response) => handle(request, response),
    publicUrl,
    trustedProxies: null,
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
}

function dial(): Socket {
  const socket = connect((front.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  return socket;
}

interface Told {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The answers on a connection, once it has ended. */
async function answersOn(socket: Socket): Promise<Told[]> {
  const said = await text(socket);
  return said
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

async function ask(lines: string, body = ""): Promise<Told> {
  const socket = dial();
  socket.write(`${lines.trim().replaceAll("\n", "\r\n")}\r\n\r\n${body}`);
  const [answer = { status: 0, headers: {}, body: "" }] = await answersOn(socket);
  return answer;
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

const CLOSE = "Host: x\nConnection: close";
const JSON_POST = `${CLOSE}\nContent-Type: application/json`;

describe.each<[string, number, string, string?]>([
  ["what a handler answers", 200, `GET /dashboard HTTP/1.1\n${CLOSE}`],
  ["a change from one of our pages", 200, `POST /sign-in HTTP/1.1\n${CLOSE}`],
  ["what is no HTTP", 400, "NONSENSE"],
  ["a header with a space in its name", 400, `GET / HTTP/1.1\n${CLOSE}\nA B: c`],
  ["a request without a host", 400, "GET / HTTP/1.1\nConnection: close"],
  ["headers that are too large", 431, `GET / HTTP/1.1\n${CLOSE}\nA: ${"a".repeat(20_000)}`],
  ["an expectation that nobody meets", 417, `GET / HTTP/1.1\n${CLOSE}\nExpect: tea`],
  ["another site's address", 400, `GET http://evil.example/dashboard HTTP/1.1\n${CLOSE}`],
  ["no address", 400, `OPTIONS * HTTP/1.1\n${CLOSE}`],
  ["a path that reads as another site", 400, `GET //evil.example HTTP/1.1\n${CLOSE}`],
  ["a path that leads elsewhere", 400, `POST /api/v1/../trpc/x HTTP/1.1\n${CLOSE}`],
  ["an escape of nothing", 400, `GET /api/trpc/% HTTP/1.1\n${CLOSE}`],
  ["a method that no page has", 405, `DELETE /sign-in HTTP/1.1\n${CLOSE}`],
  ["a method that nothing has", 405, `TRACE /api/trpc/x HTTP/1.1\n${CLOSE}`],
  ["the framework's own error page", 404, `GET /_global-error HTTP/1.1\n${CLOSE}`],
  ["an upgrade", 200, "GET / HTTP/1.1\nHost: x\nConnection: close, upgrade\nUpgrade: websocket"],
  [
    "a change from another site",
    403,
    `POST /api/trpc/x HTTP/1.1\n${JSON_POST}\nOrigin: https://evil.example`,
  ],
  ["a form", 415, `POST /api/trpc/x HTTP/1.1\n${CLOSE}\nContent-Type: multipart/form-data`],
  [
    "a body that is said to be too large",
    413,
    `POST /api/trpc/x HTTP/1.1\n${JSON_POST}\nContent-Length: ${MIB + 1}`,
  ],
])("%s", (_, status, lines, body) => {
  test(`is answered ${status}, with every header`, async () => {
    await open();
    const answer = await ask(lines, body);
    expect(answer).toMatchObject({ status, headers: HEADERS });
    expect(answer.headers).not.toHaveProperty("strict-transport-security");
    expect(answer.body).not.toMatch(/ at |\.mjs|node:/);
  });

  test("names https for a year where people use it", async () => {
    await open("https://cost.example.com");
    const { headers } = await ask(lines, body);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

test("a handler's own headers stand", async () => {
  handle = (_, response) => {
    response.setHeader("cache-control", "public, max-age=300");
    response.end();
  };
  await open();
  const { headers } = await ask(`GET / HTTP/1.1\n${CLOSE}`);
  expect(headers["cache-control"]).toBe("public, max-age=300");
});

test("each page has a nonce of its own, and what is for programs has none", async () => {
  await open();
  const policy = async (path: string) =>
    (await ask(`GET ${path} HTTP/1.1\n${CLOSE}`)).headers["content-security-policy"] ?? "";
  const nonces = await Promise.all(
    ["/", "/"].map(async (path) => /'nonce-([\w-]{24})'/.exec(await policy(path))?.[1]),
  );
  expect(new Set(nonces).size).toBe(2);
  expect(nonces).not.toContain(undefined);
  expect(await policy("/api/health")).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("whoever asks is told apart from whom they claim to be", async () => {
  let told: unknown;
  handle = ({ headers }, response) => {
    told = headers;
    response.end();
  };
  await open();
  const claims = ["x-forwarded-for", "x-forwarded-host", "x-request-id", "x-nonce", "forwarded"]
    .map((name) => `${name}: claimed`)
    .join("\n");
  const { headers } = await ask(`GET /a?b=%20c&_rsc=d HTTP/1.1\n${CLOSE}\n${claims}`);
  expect(JSON.stringify(told)).not.toContain("claimed");
  expect(told).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-request-id": headers["x-request-id"],
    "x-request-path": "/a?b=+c",
    "content-security-policy": headers["content-security-policy"],
  });
});

test("a page that fails for want of the database is 503, any other failure 500", async () => {
  for (const isUnavailable of [true, false]) {
    handle = (_, response) => {
      response.isUnavailable = isUnavailable;
      response.statusCode = 500;
      response.end();
    };
    await open();
    const { status, headers } = await ask(`GET / HTTP/1.1\n${CLOSE}`);
    expect([status, headers["retry-after"]]).toEqual(isUnavailable ? [503, "5"] : [500, undefined]);
  }
});

const chunked = (bytes: number, path = "/api/trpc/x") =>
  `POST ${path} HTTP/1.1\r\n${JSON_POST.replaceAll("\n", "\r\n")}\r\nTransfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${"a".repeat(bytes)}\r\n0\r\n\r\n`;

describe("a body without a length", () => {
  test("is handed on when it is whole and as large as it may be", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(MIB));
    expect(await answersOn(socket)).toMatchObject([{ status: 200 }]);
    expect(taken.map(({ length }) => length)).toEqual([MIB]);
  });

  test("is 413 when it is larger, reaches nobody, and its connection goes on", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(3 * MIB).replace("Connection: close\r\n", ""));
    socket.write(chunked(5));
    expect((await answersOn(socket)).map(({ status }) => status)).toEqual([413, 200]);
    expect(taken).toEqual(["aaaaa"]);
  });

  test("of a way in is for the way in to bound", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(3 * MIB, "/api/otel/v1/traces"));
    expect(await answersOn(socket)).toMatchObject([{ status: 200 }]);
  });

  test("that stops half-way reaches nobody", async () => {
    await open();
    const socket = dial();
    socket.write(chunked(100).slice(0, -60));
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect(taken).toEqual([]);
  });
});

test("bodies that are held at once have a bound, and room again once they are gone", async () => {
  await open();
  const senders = Array.from({ length: 17 }, () => {
    const socket = dial();
    socket.write(chunked(MIB).slice(0, -5));
    return socket;
  });
  const [refused] = await Promise.race(senders.map(answersOn));
  expect(refused).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  for (const socket of senders) socket.destroy();
  const socket = dial();
  socket.write(chunked(MIB));
  expect(await answersOn(socket)).toMatchObject([{ status: 200 }]);
});

test("a sender who takes too long is answered 408 and let go", async () => {
  await open();
  front.headersTimeout = 100;
  front.requestTimeout = 100;
  const slow = [dial(), dial()];
  slow[0]?.write("GET / HTT");
  slow[1]?.write(chunked(100).slice(0, -60));
  const answers = await Promise.all(slow.map(answersOn));
  expect(answers.flat()).toMatchObject([
    { status: 408, headers: HEADERS },
    { status: 408, headers: HEADERS },
  ]);
  expect(taken).toEqual([]);
}, 15_000);

const form = (body: string, type = "multipart/form-data; boundary=x") =>
  ask(
    `POST /sign-in HTTP/1.1\n${CLOSE}\nContent-Type: ${type}\nContent-Length: ${body.length}`,
    body,
  );
const PART = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n';

describe("what the framework would fail on", () => {
  test.each<[string, string, string?]>([
    ["without a boundary", PART, "multipart/form-data"],
    ["without an end", PART],
    ["without a part", "--y--"],
    ["without a body", ""],
  ])("a form %s is answered 400", async (_, body, type) => {
    await open();
    expect(await form(body, type)).toMatchObject({ status: 400, headers: HEADERS });
    expect(taken).toEqual([]);
  });

  test("a whole form is handed on as it came", async () => {
    await open();
    expect(await form(`${PART}--x--\r\n`)).toMatchObject({ status: 200 });
    expect(taken).toEqual([`${PART}--x--\r\n`]);
  });

  test.each(["%", "{", "%5B%5D", "null"])("a page's state that reads %s is 400", async (tree) => {
    await open();
    const answer = await ask(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(answer).toMatchObject({ status: 400, headers: HEADERS });
  });

  test("a page's state that can be read is handed on", async () => {
    await open();
    const tree = encodeURIComponent(JSON.stringify(["", { children: ["dashboard", {}] }]));
    const answer = await ask(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(answer.status).toBe(200);
  });
});

test("a refused request with something behind it that is none is answered once", async () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown) => uncaught.push(error);
  process.on("unhandledRejection", keep);
  await open();
  const foreign = `DELETE /api/trpc/x HTTP/1.1\nHost: x\nOrigin: http://evil.example`;
  const answer = await ask(foreign, '{"no":"length"}');
  await sleep(50);
  process.off("unhandledRejection", keep);
  expect([answer.status, uncaught]).toEqual([400, []]);
});

describe("a server that leaves", () => {
  const KEPT = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  test("answers what is under way and what was sent before its sender could know", async () => {
    handle = async (_, response) => {
      await sleep(200);
      response.end("answered");
    };
    await open();
    const [underWay, begun, kept] = [dial(), dial(), dial()];
    kept.write(KEPT);
    begun.write(KEPT.slice(0, 20));
    const keptAnswers = answersOn(kept);
    await once(kept, "data");
    underWay.write(KEPT);
    await once(front, "request");
    const left = drain(front);
    kept.write(KEPT);
    begun.write(KEPT.slice(20));
    const answers = await Promise.all([answersOn(underWay), answersOn(begun), keptAnswers]);
    expect(answers.map((told) => told.map(({ status }) => status))).toEqual([
      [200],
      [200],
      [200, 200],
    ]);
    expect(answers.map((told) => told.at(-1)?.headers.connection)).toEqual([
      "close",
      "close",
      "close",
    ]);
    await left;
  });

  test("takes up what connects at once and none later, and does not wait for those that are quiet", async () => {
    await open();
    const [quiet, unused] = [dial(), dial()];
    quiet.write(KEPT);
    await Promise.all([once(quiet, "data"), once(unused, "connect")]);
    const { port } = front.address() as AddressInfo;
    const left = drain(front);
    const prompt = dial();
    prompt.write(KEPT);
    expect(await answersOn(prompt)).toMatchObject([
      { status: 200, headers: { connection: "close" } },
    ]);
    await expect.poll(() => front.listening, { timeout: 5_000 }).toBe(false);
    const late = connect(port, "127.0.0.1");
    expect(await once(late, "connect").catch(({ code }) => code)).toBe("ECONNREFUSED");
    await left;
  });
});
