import { CHECKOUT, freePort } from "@ai-cost/command";
import { startWebServer, type WebServer, type WebServerOptions } from "@ai-cost/web-server";

export interface LoopbackServer extends WebServer {
  url: string;
}

export interface LoopbackOptions extends WebServerOptions {
  databaseUrl: string;
  /** The secret with which the server signs session cookies. */
  authSecret: string;
  /** The port of the server; a free one by default. */
  port?: number;
  /** Environment variables that are added to those of this process, or that replace them. */
  environment?: NodeJS.ProcessEnv;
}

/** Starts the production server on the loopback interface, without a rate limit on ingest keys. */
export async function startLoopbackServer({
  databaseUrl,
  authSecret,
  port: givenPort,
  environment,
  ...options
}: LoopbackOptions): Promise<LoopbackServer> {
  const port = givenPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    PORT: String(port),
    HOST: "127.0.0.1",
    PUBLIC_URL: url,
    INGEST_REQUESTS_PER_MINUTE: "1000000000",
    ...environment,
  };
  return { ...(await startWebServer(CHECKOUT, variables, options)), url };
}
