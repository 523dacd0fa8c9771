import { FairQueue } from "@ai-cost/fairness";
import { perProcess } from "./per-process";

/**
 * The queue of the requests that this process handles. One thread handles them all, so each request that
 * is in progress makes the others slower. While only one party sends requests, it has no limit. When
 * there are several, those that send most have few places together, and the others need not wait.
 */
export const requestQueue = (): FairQueue =>
  perProcess(
    "request queue",
    () =>
      new FairQueue({
        slots: 256,
        // A browser has six requests to a host at the same time.
        slotsEach: 6,
        // A browser that opens a page has more requests than that, but not for four seconds.
        costlyAbove: 4,
        costlySlots: 2,
        isFreeAlone: true,
        waitMs: 5_000,
        maxWaiting: 1_000,
      }),
  );

/** The queue of health checks, which must neither wait for other requests nor delay them. */
export const healthQueue = (): FairQueue =>
  perProcess(
    "health queue",
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
