/** Next would otherwise make this response once, at build time. */
export const dynamic = "force-dynamic";

export const GET = (): Response => Response.json({ status: "ok" });
