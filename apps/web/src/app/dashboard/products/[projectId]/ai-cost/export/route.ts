import { redirect } from "next/navigation";
import { inFlight } from "@/server/edge/response/in-flight";
import { requestContext } from "@/server/request-context";
import { exportResponse } from "./export-response";

interface RouteContext {
  params: Promise<{ projectId: string }>;
}

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { projectId } = await params;
  const context = await requestContext(request.headers);
  const url = new URL(request.url);
  if (!context.user) redirect(`/sign-in?next=${encodeURIComponent(pagePath(url))}`);
  const response = await exportResponse(context, projectId, url.searchParams);
  // A download can take minutes. From here on, each of its queries waits for its own turn.
  inFlight(context.requestId)?.leave();
  return response;
}

/** The address of the page that the export belongs to, where a person goes on after signing in. */
const pagePath = ({ pathname, search }: URL): string =>
  `${pathname.replace(/\/export$/, "")}${search}`;
