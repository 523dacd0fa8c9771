import type { Person } from "./people";

export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
  ms: number;
}

const TIMEOUT_MS = 30_000;

/** Sends one request and reads the full response. Rejects if no response arrives within half a minute. */
export async function request(url: string | URL, init: RequestInit = {}): Promise<HttpResponse> {
  const startedAtMs = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, ms: performance.now() - startedAtMs };
}

/** Calls a tRPC query with a person's session, or without a session for null. */
export function query(
  serverUrl: string,
  person: Pick<Person, "cookie"> | null,
  procedure: string,
  input?: unknown,
): Promise<HttpResponse> {
  const url = new URL(`/api/trpc/${procedure}`, serverUrl);
  if (input !== undefined) url.searchParams.set("input", JSON.stringify(input));
  return request(url, { headers: person ? { cookie: person.cookie } : {} });
}

/** Calls a tRPC mutation with a person's session, or without a session for null. */
export function mutate(
  serverUrl: string,
  person: Pick<Person, "cookie"> | null,
  procedure: string,
  input: unknown,
): Promise<HttpResponse> {
  return request(new URL(`/api/trpc/${procedure}`, serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json", ...(person && { cookie: person.cookie }) },
    body: JSON.stringify(input),
  });
}

/** The output of a procedure. Throws if the response is not a success. */
export function dataOf<Data>({ status, text }: HttpResponse): Data {
  if (status !== 200)
    throw new Error(`a procedure has the status ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text).result.data;
}
