import { scrypt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import {
  type Answer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "../testing/webhook-receiver";
import { type PostOptions, postJson } from "./post-json";
import { nameServers } from "./resolve-host";

const opened: Pick<WebhookReceiver, "close">[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function openReceiver(answer?: Answer): Promise<WebhookReceiver> {
  const receiver = await startWebhookReceiver(answer);
  opened.push(receiver);
  return receiver;
}

const post = (url: string, options: Partial<PostOptions> = {}) =>
  postJson({ url, headers: { "x-test": "1" }, body: '{"a":"ü"}' }, AbortSignal.timeout(5_000), {
    allowPrivate: true,
    ...options,
  });

test("the body and the headers arrive, and the status comes back", async () => {
  const { url, received } = await openReceiver();
  expect(await post(`${url}/hook?x=1`)).toEqual({ status: 204, retryAfterMs: null });
  expect(received).toEqual([
    expect.objectContaining({
      method: "POST",
      path: "/hook?x=1",
      body: '{"a":"ü"}',
      headers: expect.objectContaining({ "content-type": "application/json", "x-test": "1" }),
    }),
  ]);
});

test.each([301, 302, 303, 307, 308])("a redirect with %s is not followed", async (status) => {
  const inside = await openReceiver();
  const { url, received } = await openReceiver((response) =>
    response.writeHead(status, { location: inside.url }).end(),
  );
  expect(await post(url)).toMatchObject({ status });
  expect([received.length, inside.received]).toEqual([1, []]);
});

test.each([
  ["30", 30_000],
  ["999999", 3_600_000],
  ["soon", null],
  ["-1", null],
])("Retry-After %s asks for a pause of %s ms", async (header, retryAfterMs) => {
  const { url } = await openReceiver((response) =>
    response.writeHead(429, { "retry-after": header }).end(),
  );
  expect(await post(url)).toEqual({ status: 429, retryAfterMs });
});

test("a receiver that hangs is given up after the time limit", async () => {
  const { url } = await openReceiver(() => {});
  await expect(post(url, { timeoutMs: 200 })).rejects.toMatchObject({
    reason: "no answer within 0.2 seconds",
    isFinal: false,
  });
});

test("name servers that never answer are given up after the time limit, and hold no thread meanwhile", async () => {
  const silent = createSocket("udp4").bind(0, "127.0.0.1");
  await once(silent, "listening");
  opened.push({ close: async () => void silent.close() });
  const resolve = nameServers([`127.0.0.1:${silent.address().port}`]);
  const ended: string[] = [];
  const posts = Array.from({ length: 20 }, async (_, n) => {
    const options = { allowPrivate: false, resolve, timeoutMs: 2_000 };
    await post(`https://hooks${n}.example.com/`, options).catch(({ reason }) => ended.push(reason));
  });
  await once(silent, "message");
  // All lookups of the system and all hashes of passwords share four threads.
  await promisify(scrypt)("a password", "salt", 32);
  expect(ended).toEqual([]);
  await Promise.all(posts);
  expect(ended).toEqual(posts.map(() => "no answer within 2 seconds"));
});

test("a name that no name server knows is not reached, and is tried again", async () => {
  const server = createSocket("udp4").bind(0, "127.0.0.1");
  await once(server, "listening");
  opened.push({ close: async () => void server.close() });
  server.on("message", (query, { port, address }) => server.send(noSuchName(query), port, address));
  const resolve = nameServers([`127.0.0.1:${server.address().port}`]);
  await expect(
    post("https://hooks.example.com/", { allowPrivate: false, resolve }),
  ).rejects.toMatchObject({ reason: "not reached (ENOTFOUND)", isFinal: false });
});

/** The answer to a query that says that the name does not exist. */
function noSuchName(query: Buffer): Buffer {
  const answer = Buffer.from(query);
  answer.writeUInt16BE(0x8183, 2);
  return answer;
}

test("a receiver whose answer has no end is not read", async () => {
  const { url } = await openReceiver((response) => {
    response.writeHead(200);
    const flood = setInterval(() => response.write("x".repeat(65_536)), 1);
    response.on("close", () => clearInterval(flood));
  });
  expect(await post(url)).toMatchObject({ status: 200 });
});

test.each([
  ["loopback", "https://127.0.0.1/"],
  ["loopback", "https://[::1]/"],
  ["loopback by name", "https://localhost/"],
  ["this host", "https://0.0.0.0/"],
  ["this host", "https://[::]/"],
  ["private", "https://10.0.0.1/"],
  ["private", "https://192.168.0.1/"],
  ["unique local", "https://[fd12:3456::1]/"],
  ["link-local", "https://[fe80::1]/"],
  ["metadata", "https://169.254.169.254/latest/meta-data/"],
  ["metadata", "https://[fd00:ec2::254]/latest/meta-data/"],
  ["decimal", "https://2130706433/"],
  ["octal", "https://0177.0.0.1/"],
  ["octal", "https://017700000001/"],
  ["hexadecimal", "https://0x7f.1/"],
  ["hexadecimal", "https://0x7f000001/"],
  ["short", "https://127.1/"],
  ["short", "https://0/"],
  ["with digits of another script", "https://①②⑦.⓪.⓪.①/"],
  ["with other dots", "https://127。0。0。1/"],
  ["percent-encoded", "https://127%2e0%2e0%2e1/"],
  ["with a dot at the end", "https://127.0.0.1./"],
  ["IPv4-mapped", "https://[::ffff:127.0.0.1]/"],
  ["IPv4-mapped", "https://[::ffff:a9fe:a9fe]/"],
  ["IPv4-compatible", "https://[::127.0.0.1]/"],
  ["NAT64", "https://[64:ff9b::169.254.169.254]/"],
  ["6to4", "https://[2002:a9fe:a9fe::]/"],
  ["Teredo", "https://[2001:0:7f00:1::]/"],
  ["behind a user", "https://hooks.example.com@127.0.0.1/"],
  ["behind a user and a password", "https://hooks.example.com:443@127.0.0.1/"],
  ["before a fragment", "https://127.0.0.1#@hooks.example.com/"],
  ["before a backslash", "https://127.0.0.1\\@hooks.example.com/"],
  ["without slashes", "https:127.0.0.1"],
  ["in capitals", "HTTPS://127.0.0.1/"],
  ["at another port", "https://127.0.0.1:8443/"],
])("an address that is %s is refused for good: %s", async (_, url) => {
  await expect(post(url, { allowPrivate: false })).rejects.toMatchObject({
    reason: "the receiver's address is not public",
    isFinal: true,
  });
});

test.each([
  "http://hooks.example.com/",
  "http://127.0.0.1:1/",
  "ftp://8.8.8.8/",
  "file:///etc/passwd",
  "data:text/plain,x",
  "https://[fe80::1%25eth0]/",
  "https://256.1.1.1/",
  "//127.0.0.1/",
  "not a url",
  "",
])("%j is refused for good, because it is no https:// URL", async (url) => {
  await expect(post(url, { allowPrivate: false })).rejects.toMatchObject({
    reason: expect.stringMatching(/does not begin with https|not a URL/),
    isFinal: true,
  });
});

test.each(["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:a00:1"])(
  "a name that leads to %s is refused",
  async (address) => {
    const resolve = async () => [{ address, family: address.includes(":") ? 6 : 4 }];
    await expect(
      post("https://hooks.example.com/", { allowPrivate: false, resolve }),
    ).rejects.toMatchObject({ reason: "the receiver's address is not public", isFinal: true });
  },
);

test("one private address among public ones is enough to refuse a name", async () => {
  const resolve = async () => [
    { address: "8.8.8.8", family: 4 },
    { address: "10.0.0.7", family: 4 },
  ];
  await expect(
    post("https://hooks.example.com/", { allowPrivate: false, resolve }),
  ).rejects.toMatchObject({ reason: "the receiver's address is not public", isFinal: true });
});

test("a name that was public before is checked again at the next attempt", async () => {
  const { url, received } = await openReceiver();
  const { port } = new URL(url);
  const answers = ["127.0.0.1", "10.0.0.7"];
  const resolve = async () => [{ address: answers.shift() ?? "", family: 4 }];
  await post(`http://hooks.invalid:${port}/`, { resolve });
  await expect(
    post(`https://hooks.invalid:${port}/`, { allowPrivate: false, resolve }),
  ).rejects.toMatchObject({ reason: "the receiver's address is not public" });
  expect(received).toHaveLength(1);
});

test("the connection goes to the address that was checked, and the name is resolved once", async () => {
  const { url, received } = await openReceiver();
  let asked = 0;
  // The second answer would lead elsewhere, as that of a name whose address changes would.
  const resolve = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
  const { port } = new URL(url);
  await post(`http://hooks.invalid:${port}/`, { resolve });
  expect(received).toHaveLength(1);
  expect(received[0]?.headers.host).toBe(`hooks.invalid:${port}`);
  expect(asked).toBe(1);
});

test("a failure does not contain the address, which can be a secret", async () => {
  const failure = await post("http://127.0.0.1:1/secret").catch((error) => error);
  expect(failure).toMatchObject({ reason: "not reached (ECONNREFUSED)", isFinal: false });
});
