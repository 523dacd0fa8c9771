import { pingDatabase } from "@ai-cost/db";
import { database } from "@/server/database";

/** Whether this server can answer: its database is asked each time, for two seconds at most. */
export async function GET(): Promise<Response> {
  const isUp = await pingDatabase(database()).then(
    () => true,
    () => false,
  );
  return Response.json(
    { status: isUp ? "ok" : "unavailable" },
    { status: isUp ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
