import type { Person } from "./people";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  ms: number;
}

const PATIENCE_MS = 30_000;

/** One request, read whole; rejects when it is cut or gets no answer within half a minute. */
export async function request(url: string | URL, init: RequestInit = {}): Promise<Answer> {
  const startedAtMs = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), ...init });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, ms: performance.now() - startedAtMs };
}

/** Asks a procedure as a person does, signed out where there is none. */
export function ask(
  serverUrl: string,
  person: Person | null,
  procedure: string,
  input?: unknown,
): Promise<Answer> {
  const url = new URL(`/api/trpc/${procedure}`, serverUrl);
  if (input !== undefined) url.searchParams.set("input", JSON.stringify(input));
  return request(url, { headers: person ? { cookie: person.cookie } : {} });
}

/** Calls a procedure that changes something. */
export function change(
  serverUrl: string,
  person: Person | null,
  procedure: string,
  input: unknown,
): Promise<Answer> {
  return request(new URL(`/api/trpc/${procedure}`, serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json", ...(person && { cookie: person.cookie }) },
    body: JSON.stringify(input),
  });
}

/** What a procedure answered; throws on anything but a success. */
export function dataOf<Data>({ status, text }: Answer): Data {
  if (status !== 200) throw new Error(`a procedure answered ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text).result.data;
}
