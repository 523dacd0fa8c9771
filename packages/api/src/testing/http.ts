import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter, type Context } from "../index";

const ENDPOINT = "http://localhost/api/trpc";

/** Calls a procedure over HTTP. The request has no input when `input` is undefined. */
export function callOverHttp(
  context: Context,
  type: "query" | "mutation",
  path: string,
  input: unknown,
): Promise<{ status: number; body: unknown }> {
  const text = JSON.stringify(input);
  const url = new URL(`${ENDPOINT}/${path}`);
  if (type === "query" && text !== undefined) url.searchParams.set("input", text);
  const request =
    type === "query"
      ? new Request(url)
      : new Request(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          ...(text !== undefined && { body: text }),
        });
  return sendRequest(context, request);
}

export async function sendRequest(
  context: Context,
  req: Request,
): Promise<{ status: number; body: unknown }> {
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req,
    router: appRouter,
    createContext: () => context,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
