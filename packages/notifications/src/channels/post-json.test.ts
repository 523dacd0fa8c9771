import { afterEach, expect, test } from "vitest";
import {
  type Answer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "../testing/webhook-receiver";
import { type PostOptions, postJson } from "./post-json";

const opened: WebhookReceiver[] = [];
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

test("a redirect is not followed", async () => {
  const inside = await openReceiver();
  const { url } = await openReceiver((response) =>
    response.writeHead(307, { location: inside.url }).end(),
  );
  expect(await post(url)).toMatchObject({ status: 307 });
  expect(inside.received).toEqual([]);
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

test("a receiver whose answer has no end is not read", async () => {
  const { url } = await openReceiver((response) => {
    response.writeHead(200);
    const flood = setInterval(() => response.write("x".repeat(65_536)), 1);
    response.on("close", () => clearInterval(flood));
  });
  expect(await post(url)).toMatchObject({ status: 200 });
});

test.each([
  "http://127.0.0.1:1/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://127.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://10.0.0.1/",
  "https://localhost/",
  "file:///etc/passwd",
  "not a url",
])("%s is refused for good without permission for private addresses", async (url) => {
  await expect(post(url, { allowPrivate: false })).rejects.toMatchObject({ isFinal: true });
});

test("one private address among public ones is enough to refuse a name", async () => {
  const resolve = async () => [
    { address: "8.8.8.8", family: 4 },
    { address: "10.0.0.7", family: 4 },
  ];
  await expect(
    post("https://hooks.example.com/", { allowPrivate: false, resolve }),
  ).rejects.toMatchObject({ reason: "the receiver's address is not public", isFinal: true });
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
