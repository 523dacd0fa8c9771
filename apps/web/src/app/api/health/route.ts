import { pingDatabase } from "@ai-cost/db";
import { database } from "@/server/database";

const TIMEOUT_MS = 2000;

/** Answers whether this server can handle requests. Each call queries the database. */
export async function GET(): Promise<Response> {
  const isUp = await pingDatabase(database(), TIMEOUT_MS).then(
    () => true,
    () => false,
  );
  return Response.json({ status: isUp ? "ok" : "unavailable" }, { status: isUp ? 200 : 503 });
}
