import { type MailServer, startMailServer } from "@ai-cost/notifications/testing";
import type { Environment } from "../environment/environment";
import type { ServerProcess } from "../environment/server-process";

export interface AlertServers {
  /** The servers on the environment's database. All of them decide about alerts and deliver them. */
  servers: [ServerProcess, ServerProcess];
  mail: MailServer;
}

/**
 * Starts two servers that send alerts by e-mail and to receivers on this machine. Stops the main server until
 * the end of the case: it has no mail server and would give up the messages to such receivers.
 */
export async function startAlertServers(
  environment: Environment,
  mailOptions?: Parameters<typeof startMailServer>[0],
): Promise<AlertServers> {
  const mail = await startMailServer(mailOptions);
  environment.onReset(() => void mail.close());
  await environment.server.terminate();
  const settings = {
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: "AI Cost <ai-cost@example.com>",
    ALLOW_PRIVATE_WEBHOOKS: "true",
  };
  const start = () => environment.startServer({ environment: settings });
  return { servers: [await start(), await start()], mail };
}
