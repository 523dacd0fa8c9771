import { perProcess } from "../../per-process";

interface InFlightResponse {
  readonly requestId: string;
  isUnavailable: boolean;
  once(event: "close", listener: () => void): unknown;
}

const responses = perProcess("in-flight responses", () => new Map<string, InFlightResponse>());

/** Keeps a response under its request id until it is closed. */
export function trackInFlight(response: InFlightResponse): void {
  responses.set(response.requestId, response);
  response.once("close", () => responses.delete(response.requestId));
}

/** Makes the response to that request a 503 instead of a 500, if it is still in flight. */
export function markUnavailable(requestId: string): void {
  const response = responses.get(requestId);
  if (response) response.isUnavailable = true;
}
