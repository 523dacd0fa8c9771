import { CHECKOUT, freePort } from "@ai-cost/command";
import { startWebServer, type WebServer, type WebServerOptions } from "./web-server";

export interface LoopbackServer extends WebServer {
  url: string;
}

export interface LoopbackOptions extends WebServerOptions {
  databaseUrl: string;
  /** Signs the sessions. */
  authSecret: string;
  /** A free one when absent. */
  port?: number;
  /** Further variables. */
  environment?: NodeJS.ProcessEnv;
}

/** The production server on this machine alone, with no limit to the requests of a key. */
export async function startLoopbackServer({
  databaseUrl,
  authSecret,
  port: wantedPort,
  environment,
  ...options
}: LoopbackOptions): Promise<LoopbackServer> {
  const port = wantedPort ?? (await freePort());
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
