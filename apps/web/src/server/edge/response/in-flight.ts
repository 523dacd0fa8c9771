import { perProcess } from "../../per-process";

/** The statuses that a page can fail with besides 500, which is the only one that Next itself can send. */
export type FailureStatus = 429 | 503;

interface InFlightResponse {
  readonly requestId: string;
  failureStatus: FailureStatus | null;
  once(event: "close", listener: () => void): unknown;
}

const responses = perProcess("in-flight responses", () => new Map<string, InFlightResponse>());

/** Stores a response under its request id until the response is closed. */
export function trackInFlight(response: InFlightResponse): void {
  responses.set(response.requestId, response);
  response.once("close", () => responses.delete(response.requestId));
}

/**
 * Changes the status of the response with this request id from 500 to another one, if the response is
 * still in progress.
 */
export function markFailed(requestId: string, status: FailureStatus): void {
  const response = responses.get(requestId);
  if (response) response.failureStatus = status;
}
