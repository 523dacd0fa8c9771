import { pingDatabase } from "@ai-cost/db";
import { healthDatabase } from "@/server/database";

const TIMEOUT_MS = 2000;

/** The query that is running. All health checks that come meanwhile share it, so that many of them cost no more. */
let running: Promise<boolean> | null = null;

/** Answers whether this server can handle requests, as the database has just said. */
export async function GET(): Promise<Response> {
  running ??= isDatabaseUp().finally(() => {
    running = null;
  });
  const isUp = await running;
  return Response.json({ status: isUp ? "ok" : "unavailable" }, { status: isUp ? 200 : 503 });
}

const isDatabaseUp = (): Promise<boolean> =>
  pingDatabase(healthDatabase(), TIMEOUT_MS).then(
    () => true,
    () => false,
  );
