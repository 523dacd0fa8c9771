import { type MailServer, startMailServer } from "@ai-cost/notifications/testing";
import type { Environment } from "../../environment/environment";
import type { ServerProcess } from "../../environment/server-process";

const LINK = /https?:\/\/\S+(\/reset-password\/\S+)/;

/** Starts a server that sends its e-mail to a mail server in this process. Both end with the case. */
export async function startResetServer(
  environment: Environment,
): Promise<{ server: ServerProcess; mail: MailServer }> {
  const mail = await startMailServer();
  environment.onReset(() => void mail.close());
  const settings = {
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: "AI Cost <ai-cost@example.com>",
  };
  return { server: await environment.startServer({ environment: settings }), mail };
}

/** Waits for the message with a reset link for this address, and returns the path of the link. */
export async function resetPathFor(mail: MailServer, address: string): Promise<string> {
  // The server also sends the alerts of the budgets that earlier cases have left.
  for (let count = 1; ; count += 1) {
    const { envelope, text = "" } = await mail.message(count);
    const path = LINK.exec(text)?.[1];
    if (path !== undefined && envelope.to.includes(address)) return path;
  }
}

export const resetLinksIn = ({ received }: MailServer): number =>
  received.filter(({ text = "" }) => LINK.test(text)).length;
