import { unsubscribeAddress } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { requestContext } from "@/server/request-context";

interface RouteContext {
  params: Promise<{ token: string }>;
}

/**
 * Ends the alerts to an address with one click in a mail program, which posts here as RFC 8058 says. It sends
 * no cookie, so no other site gains anything from posting here.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { token } = await params;
  try {
    await unsubscribeAddress(await requestContext(request.headers), token);
    return new Response(null, { status: 200 });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND")
      return new Response(null, { status: 404 });
    throw error;
  }
}

/** Shows the page with the button to those whose mail program opens the address in a browser. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { token } = await params;
  redirect(`/alerts/unsubscribe/${encodeURIComponent(token)}`);
}
