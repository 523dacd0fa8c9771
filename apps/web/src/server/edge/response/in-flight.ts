import { perProcess } from "../../per-process";

/** The statuses that a page can fail with besides 500, which is the only one that Next itself can send. */
export type FailureStatus = 429 | 503;

interface InFlightResponse {
  readonly requestId: string;
  failureStatus: FailureStatus | null;
  /** Says who sends the request, once it is known; null for credentials that are not valid. */
  identify(party: string | null): void;
  /** Gives the place of the request to others. */
  leave(): void;
  once(event: "close", listener: () => void): unknown;
}

const responses = perProcess("in-flight responses", () => new Map<string, InFlightResponse>());

/** Stores a response under its request id until the response is closed. */
export function trackInFlight(response: InFlightResponse): void {
  responses.set(response.requestId, response);
  response.once("close", () => responses.delete(response.requestId));
}

/** The response with this request id, if it is still in progress. */
export const inFlight = (requestId: string | null): InFlightResponse | undefined =>
  requestId === null ? undefined : responses.get(requestId);
