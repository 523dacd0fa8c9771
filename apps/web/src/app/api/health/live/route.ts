/** Whether this process serves; asked anew each time, though it asks nobody itself. */
export const dynamic = "force-dynamic";

export const GET = (): Response => Response.json({ status: "ok" });
