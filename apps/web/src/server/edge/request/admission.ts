import { isQueueRefusal, type Leave } from "@ai-cost/fairness";
import { healthQueue, requestQueue } from "../../request-queues";
import type { EdgeResponse } from "../response/edge-response";
import type { HttpError } from "../response/http-error";
import type { BufferedRequest } from "./buffered-request";
import { partyOf, remember } from "./known-parties";
import { isAssetTarget, isHealthTarget, isIngestTarget } from "./request-target";

/** How long a request with usage waits. Its client gives up after ten seconds. */
const INGEST_WAIT_MS = 8_000;

/** How long a request has its place at most, because a client could read its response slowly. */
const LONGEST_TURN_MS = 3_000;

/**
 * Waits until it is the turn of the request's party. Returns the error for a party that sends too much. The
 * place is free again when the response is closed, when the request waits for its body, or when it has taken
 * long. The files of the app need no turn, because they cost little.
 */
export async function admissionError(
  request: BufferedRequest,
  response: EdgeResponse,
  address: string,
): Promise<HttpError | null> {
  const { headers, url = "" } = request;
  if (isAssetTarget(url)) return null;
  const isIngest = isIngestTarget(url);
  const [path = ""] = url.split("?", 1);
  const queue = isHealthTarget(path) ? healthQueue(path) : requestQueue();
  try {
    const leave = await queue.enter(
      [partyOf(headers, address)],
      isIngest ? INGEST_WAIT_MS : undefined,
    );
    giveTurn(response, leave);
    response.identify = (party) => remember(headers, party);
    return null;
  } catch (error) {
    if (!isQueueRefusal(error)) throw error;
    return tooManyRequests(isIngest, error.retryAfterSeconds);
  }
}

function giveTurn(response: EdgeResponse, leave: Leave): void {
  if (response.closed) {
    leave();
    return;
  }
  const isOver = setTimeout(leave, LONGEST_TURN_MS);
  response.leave = leave;
  response.once("close", () => {
    clearTimeout(isOver);
    leave();
  });
}

/** Every client that sends usage repeats it after a 503, but some give up after a 429. */
const tooManyRequests = (isIngest: boolean, seconds: number): HttpError => ({
  status: isIngest ? 503 : 429,
  message: `Too many requests at once. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  headers: { "retry-after": String(seconds) },
});
