import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { SMTPServerOptions } from "smtp-server";
import { expect, test } from "vitest";
import type { DeliveryFailure } from "../delivery/delivery-failure";
import { type MailServer, refusal, startMailServer } from "../testing/mail-server";
import { type SentMail, smtpTransport } from "./smtp-transport";

const FROM = { name: "AI Cost", address: "ai-cost@example.com" };
const MAIL: SentMail = {
  id: "0198a000-0000-7000-8000-000000000001",
  recipient: "ada@example.com",
  createdAt: new Date("2026-11-28T12:00:00Z"),
  subject: "Größe: 3 µ$",
  text: "Hello,\n.\nA line with one dot.\n",
  html: "<p>Hello</p>",
};

const urlOf = ({ port }: Pick<MailServer, "port">, login = "") =>
  `smtp://${login}127.0.0.1:${port}`;

/** Sends to a server with these options, and returns the failure, or null, and what it received. */
async function send(options: SMTPServerOptions, { login = "", mail = MAIL, ms = 5_000 } = {}) {
  const server = await startMailServer(options);
  const transport = smtpTransport(urlOf(server, login), FROM);
  const failure = await transport(mail, AbortSignal.timeout(ms)).then(
    () => null,
    ({ reason, isFinal }: DeliveryFailure) => ({ reason, isFinal }),
  );
  await server.close();
  return { failure, received: server.received };
}

test("a message arrives with sender, recipient, both texts and a stable id", async () => {
  const { failure, received } = await send({});
  expect(failure).toBeNull();
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    envelope: { from: "ai-cost@example.com", to: ["ada@example.com"] },
    from: { text: '"AI Cost" <ai-cost@example.com>' },
    to: { text: "ada@example.com" },
    subject: "Größe: 3 µ$",
    text: "Hello,\n.\nA line with one dot.\n",
    html: "<p>Hello</p>",
    messageId: "<0198a000-0000-7000-8000-000000000001@example.com>",
    date: new Date("2026-11-28T12:00:00Z"),
  });
  expect(received[0]?.source).toContain("Auto-Submitted: auto-generated");
});

test("a line break in the subject adds no header", async () => {
  const subject = "Hi\r\nBcc: eve@example.com\r\n\r\nText";
  const { received } = await send({}, { mail: { ...MAIL, subject } });
  expect(received[0]?.envelope.to).toEqual(["ada@example.com"]);
  expect(received[0]?.headers.has("bcc")).toBe(false);
  expect(received[0]?.text).toBe(MAIL.text);
});

test.each([
  "ada@example.com, eve@example.com",
  "ada@example.com>\r\nRCPT TO:<eve@example.com",
  "Ada <ada@example.com>",
  "",
])("the recipient %j gets nothing, because it is not one address", async (recipient) => {
  const { failure, received } = await send({}, { mail: { ...MAIL, recipient } });
  expect(failure).toEqual({ reason: "the recipient is not one e-mail address", isFinal: true });
  expect(received).toEqual([]);
});

test("a user and a password with special characters sign in", async () => {
  const logins: unknown[] = [];
  const { failure } = await send(
    {
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        logins.push({ username, password });
        done(null, { user: username ?? "" });
      },
    },
    { login: "me%40example.com:a%2Fb%3A%40@" },
  );
  expect(failure).toBeNull();
  expect(logins).toEqual([{ username: "me@example.com", password: "a/b:@" }]);
});

test.each<[string, SMTPServerOptions, { reason: RegExp; isFinal: boolean }]>([
  [
    "a wrong password",
    { allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal(535, "5.7.8 no")) },
    { reason: /^EAUTH 535.* \(AUTH PLAIN\)$/, isFinal: false },
  ],
  [
    "a recipient that the server does not know",
    { onRcptTo: ({ address }, _s, done) => done(refusal(550, `5.1.1 <${address}>: unknown`)) },
    { reason: /^EENVELOPE 550 5\.\d\.\d \(RCPT TO\)$/, isFinal: true },
  ],
  [
    "a recipient that is refused for now",
    { onRcptTo: ({ address }, _s, done) => done(refusal(451, `4.7.1 <${address}>: later`)) },
    { reason: /^EENVELOPE 451 4\.\d\.\d \(RCPT TO\)$/, isFinal: false },
  ],
  [
    "a sender that the server does not accept, which a setting can change",
    { onMailFrom: (_address, _s, done) => done(refusal(550, "5.7.1 not yours")) },
    { reason: /^EENVELOPE 550.* \(MAIL FROM\)$/, isFinal: false },
  ],
  [
    "a message that the server refuses",
    { onData: (stream, _s, done) => stream.resume().on("end", () => done(refusal(554, "spam"))) },
    { reason: /^EMESSAGE 554.* \(DATA\)$/, isFinal: true },
  ],
  [
    "a message that the server refuses for now",
    { onData: (stream, _s, done) => stream.resume().on("end", () => done(refusal(452, "full"))) },
    { reason: /^EMESSAGE 452.* \(DATA\)$/, isFinal: false },
  ],
  [
    "a server that is busy",
    { onConnect: (_session, done) => done(refusal(421, "too busy")) },
    { reason: /^E\w+ 421/, isFinal: false },
  ],
])("%s is a failure without the recipient in its reason", async (_, options, expected) => {
  const { failure, received } = await send(options, { login: options.onAuth ? "me:word@" : "" });
  expect(failure?.reason).toMatch(expected.reason);
  expect(failure?.reason).not.toMatch(/ada|word/);
  expect(failure?.isFinal).toBe(expected.isFinal);
  expect(received).toEqual([]);
});

test("a server that hangs after the message ends with the time limit", async () => {
  const { failure } = await send({ onData: (stream) => void stream.resume() }, { ms: 300 });
  expect(failure).toEqual({ reason: "EABORT", isFinal: false });
});

test("a connection that is cut in the middle of the message is a failure that is tried again", async () => {
  const cutting = await startCuttingServer();
  const transport = smtpTransport(urlOf(cutting), FROM);
  const failure = await transport(MAIL, AbortSignal.timeout(5_000)).catch((error) => error);
  await cutting.close();
  expect(failure).toMatchObject({ isFinal: false, reason: expect.stringMatching(/^E(CONN|SOCK)/) });
});

test("a server that does not exist is a failure that is tried again", async () => {
  const server = await startMailServer();
  await server.close();
  const transport = smtpTransport(urlOf(server), FROM);
  const failure = await transport(MAIL, AbortSignal.timeout(5_000)).catch((error) => error);
  expect(failure).toMatchObject({ isFinal: false, reason: "ESOCKET ECONNREFUSED (CONN)" });
});

test("a certificate that no authority has signed is refused, at once and after STARTTLS", async () => {
  const direct = await startMailServer({ secure: true });
  const upgraded = await startMailServer({ disabledCommands: ["AUTH"] });
  for (const url of [`smtps://localhost:${direct.port}`, `smtp://localhost:${upgraded.port}`]) {
    const failure = await smtpTransport(url, FROM)(MAIL, AbortSignal.timeout(5_000)).catch(
      (error) => error,
    );
    expect(failure.reason).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT/);
  }
  expect([...direct.received, ...upgraded.received]).toEqual([]);
  await Promise.all([direct.close(), upgraded.close()]);
});

/** Speaks SMTP up to the message, and ends the connection after its first bytes. */
async function startCuttingServer() {
  const server = createServer((socket) => {
    socket.write("220 ready\r\n");
    socket
      .on("error", () => {})
      .on("data", (data) => {
        if (data.includes("EHLO")) socket.write("250 hello\r\n");
        else if (data.includes("MAIL") || data.includes("RCPT")) socket.write("250 ok\r\n");
        else if (data.includes("DATA")) socket.write("354 go\r\n");
        else socket.destroy();
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise<unknown>((done) => server.close(done)) };
}
