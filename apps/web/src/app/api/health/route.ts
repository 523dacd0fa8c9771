import { pingDatabase } from "@ai-cost/db";
import { database } from "@/server/database";

const PATIENCE_MS = 2000;

/** Whether this server can answer: its database is asked each time. */
export async function GET(): Promise<Response> {
  const isUp = await pingDatabase(database(), PATIENCE_MS).then(
    () => true,
    () => false,
  );
  return Response.json({ status: isUp ? "ok" : "unavailable" }, { status: isUp ? 200 : 503 });
}
