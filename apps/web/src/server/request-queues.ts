import { FairQueue } from "@ai-cost/fairness";
import { perProcess } from "./per-process";

/**
 * The queue of the requests that this process handles. One thread handles them all, so each request that
 * is in progress makes the others slower. While only one party sends requests, it has no limit. When
 * there are several, those that send most have few places together, and the others need not wait.
 */
export const requestQueue = (): FairQueue => perProcess("request queue", createRequestQueue);

export const createRequestQueue = (): FairQueue =>
  new FairQueue({
    slots: 256,
    // One request of a party computes while another one waits for the database. More at the same time would
    // not be faster, and would delay those of others before it is known who is costly.
    slotsEach: 2,
    // Who sends one request after the other is never costly. A browser that opens a page has six at the same
    // time, but not for four seconds.
    costlyAbove: 1,
    costlySlots: 2,
    isFreeAlone: true,
    waitMs: 5_000,
    maxWaiting: 1_000,
  });

/**
 * The queue of the health checks with this path, which must neither wait for other requests nor delay them.
 * Each path has its own: while the database hangs, `/api/health` takes two seconds, and whoever calls
 * `/api/health/live` as well must not take the process for dead.
 */
export const healthQueue = (path: string): FairQueue =>
  perProcess(
    `health queue ${path}`,
    () =>
      new FairQueue({
        slots: 8,
        slotsEach: 1,
        costlyAbove: 2,
        costlySlots: 1,
        waitMs: 2_000,
        maxWaiting: 20,
      }),
  );
