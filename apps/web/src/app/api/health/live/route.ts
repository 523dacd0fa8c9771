/** Without this line, Next would create the response once, at build time. */
export const dynamic = "force-dynamic";

export const GET = (): Response => Response.json({ status: "ok" });
