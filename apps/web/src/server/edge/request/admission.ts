import { setImmediate as nextTurn } from "node:timers/promises";
import { type FairQueue, isQueueRefusal, type Leave, SharedRoom } from "@ai-cost/fairness";
import { assetQueue, healthQueue, requestQueue } from "../../request-queues";
import { limitOpen } from "../connection/limit-open";
import type { EdgeResponse } from "../response/edge-response";
import type { HttpError } from "../response/http-error";
import type { BufferedRequest } from "./buffered-request";
import { partyOf, remember } from "./known-parties";
import { isAssetTarget, isHealthTarget, isIngestTarget } from "./request-target";

/** How long a request with usage waits. Its client gives up after ten seconds. */
const INGEST_WAIT_MS = 8_000;

/** How many requests of a party that is alone are handled at the same time. Usage mostly waits for the disk. */
const MOST_ALONE = 4;

/** After this time, a request has no place any more if its client reads the response slowly. */
const LONGEST_TURN_MS = 3_000;

/**
 * The responses whose client is slow. Each can hold a megabyte until it is read, so the oldest of the party that
 * has most are dropped when there are too many.
 */
const slowResponses = new SharedRoom({ capacity: 64, most: 48 });

/**
 * Waits until it is the turn of the request's party. Returns the error for a party that sends too much. The
 * place is free again when the response is closed, when the request waits for its body, or when its client is
 * slow.
 */
export async function admissionError(
  request: BufferedRequest,
  response: EdgeResponse,
  address: string,
): Promise<HttpError | null> {
  const { headers, url = "" } = request;
  const isIngest = isIngestTarget(url);
  const party = partyOf(headers, address);
  try {
    const options = isIngest ? { waitMs: INGEST_WAIT_MS } : { mostAlone: MOST_ALONE };
    const leave = await queueOf(url).enter([party], options);
    giveTurn(response, leave, party);
    response.identify = (party) => remember(headers, party);
    // Requests that have arrived meanwhile enter the queue first. Otherwise a party whose requests are handled
    // without a wait would seem to send them one after the other, however many connections it has.
    await nextTurn();
    return null;
  } catch (error) {
    if (!isQueueRefusal(error)) throw error;
    return tooManyRequests(isIngest, error.retryAfterSeconds);
  }
}

/** Health checks and the files of the app do not wait for the turns of pages, and each have their own. */
function queueOf(url: string): FairQueue {
  const [path = ""] = url.split("?", 1);
  if (isHealthTarget(path)) return healthQueue(path);
  return isAssetTarget(url) ? assetQueue() : requestQueue();
}

function giveTurn(response: EdgeResponse, leave: Leave, party: string): void {
  if (response.closed) {
    leave();
    return;
  }
  const checking = setInterval(() => {
    if (response.writableLength === 0) return;
    clearInterval(checking);
    leave();
    limitOpen(slowResponses, party, response);
  }, LONGEST_TURN_MS);
  response.leave = leave;
  response.once("close", () => {
    clearInterval(checking);
    leave();
  });
}

/** Every client that sends usage repeats it after a 503, but some give up after a 429. */
const tooManyRequests = (isIngest: boolean, seconds: number): HttpError => ({
  status: isIngest ? 503 : 429,
  message: `Too many requests at once. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  headers: { "retry-after": String(seconds) },
});
