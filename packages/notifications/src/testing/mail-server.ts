import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server";

/** A certificate for `localhost` that is valid for a hundred years, and that no authority has signed. */
export const CERTIFICATE_FILE = fileURLToPath(
  new URL("./certificate/localhost.pem", import.meta.url),
);
const KEY_FILE = fileURLToPath(new URL("./certificate/localhost-key.pem", import.meta.url));

export interface ReceivedMail extends ParsedMail {
  /** The addresses of the SMTP commands, which decide where a message goes. */
  envelope: { from: string; to: string[] };
  /** The message as it was sent. */
  source: string;
}

export interface MailServer {
  port: number;
  /** The messages that the server has accepted. */
  received: ReceivedMail[];
  /** Resolves with the message number `count`, counted from 1, as soon as the server has it. */
  message(count?: number): Promise<ReceivedMail>;
  close(): Promise<void>;
}

/** Makes a response with this code, such as 451 (temporary) or 550 (final). */
export const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/**
 * Starts an SMTP server in this process, by default one without encryption and without accounts. The
 * options of smtp-server decide what goes wrong.
 */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    cert: readFileSync(CERTIFICATE_FILE),
    key: readFileSync(KEY_FILE),
    disableReverseLookup: true,
    closeTimeout: 100,
    async onData(stream, { envelope }, done) {
      const source = await textOf(stream);
      const parsed = await simpleParser(source);
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      const to = envelope.rcptTo.map(({ address }) => address);
      received.push({ ...parsed, envelope: { from, to }, source });
      done();
      for (const look of waiting) look();
    },
    ...options,
  });
  // A client that ends its connection in the middle is an error of the server.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    message: (count = 1) =>
      new Promise((resolve) => {
        const look = () => {
          const mail = received[count - 1];
          if (!mail) return;
          waiting.delete(look);
          resolve(mail);
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
