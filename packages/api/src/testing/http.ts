import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter, type Context } from "../index";

const ENDPOINT = "http://localhost/api/trpc";

/** What a procedure answers on the wire: plain HTTP with JSON. */
export async function ask(
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
  return send(context, request);
}

export async function send(context: Context, req: Request) {
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req,
    router: appRouter,
    createContext: () => context,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
