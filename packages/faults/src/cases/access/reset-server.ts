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

/** The path of the link in the text of a message; an empty text when it has none. */
export const resetPathIn = (text: string | undefined): string => LINK.exec(text ?? "")?.[1] ?? "";
