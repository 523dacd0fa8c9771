import { FairQueue, type FairQueueOptions } from "@ai-cost/fairness";
import { perProcess } from "./per-process";

/**
 * The queue of the requests that this process handles. One thread handles them all, so each request that
 * is in progress makes the others slower. While only one party sends requests, it has no limit. When
 * there are several, those that send most have few places together, and the others need not wait.
 */
export const requestQueue = (): FairQueue => perProcess("request queue", createRequestQueue);

export const createRequestQueue = (): FairQueue =>
  new FairQueue({
    // Each request in progress can hold a megabyte, and one thread cannot use more of them at the same time.
    slots: 64,
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
 * Each path has its own: `/api/health` takes two seconds while the database hangs, and `/api/health/live` must
 * say meanwhile that the process is alive.
 */
export const healthQueue = (path: string): FairQueue =>
  perProcess(`health queue ${path}`, () =>
    createSideQueue({ slots: 8, slotsEach: 1, costlyAbove: 2, waitMs: 2_000, maxWaiting: 20 }),
  );

/** The queue of scripts, styles and fonts, for which a page must not wait until its turn comes again. */
export const assetQueue = (): FairQueue =>
  perProcess("asset queue", () =>
    // A browser requests six at the same time.
    createSideQueue({ slots: 64, slotsEach: 6, costlyAbove: 6, waitMs: 5_000, maxWaiting: 200 }),
  );

/** Creates a queue whose costly parties also pause while the request queue serves others. */
const createSideQueue = (options: Omit<FairQueueOptions, "costlySlots" | "beside">): FairQueue =>
  new FairQueue({ ...options, costlySlots: 1, beside: requestQueue() });
