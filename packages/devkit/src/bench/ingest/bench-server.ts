import { randomBytes } from "node:crypto";
import { CHECKOUT } from "../../checkout";
import { startWebServer, type WebServer } from "../../serve/web-server";
import { freePort } from "../../test-run/free-port";

export interface BenchServer extends WebServer {
  url: string;
}

/** The production server on this database, with no limit to the requests of a key. */
export async function startBenchServer(databaseUrl: string): Promise<BenchServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const web = await startWebServer(CHECKOUT, {
    ...process.env,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    PORT: String(port),
    HOST: "127.0.0.1",
    PUBLIC_URL: url,
    INGEST_REQUESTS_PER_MINUTE: "1000000000",
  });
  return { ...web, url };
}
