import { apiDocument } from "./document";

/** The document is public, and tools on other origins may read it. */
const HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=300",
};

export const GET = (): Response => Response.json(apiDocument(), { headers: HEADERS });
