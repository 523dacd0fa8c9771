import { perProcess } from "../../per-process";

interface InFlightResponse {
  readonly requestId: string;
  isUnavailable: boolean;
  once(event: "close", listener: () => void): unknown;
}

const responses = perProcess("in-flight responses", () => new Map<string, InFlightResponse>());

/** Stores a response under its request id until the response is closed. */
export function trackInFlight(response: InFlightResponse): void {
  responses.set(response.requestId, response);
  response.once("close", () => responses.delete(response.requestId));
}

/**
 * Changes the status of the response with this request id from 500 to 503, if the response is still in
 * progress.
 */
export function markUnavailable(requestId: string): void {
  const response = responses.get(requestId);
  if (response) response.isUnavailable = true;
}
