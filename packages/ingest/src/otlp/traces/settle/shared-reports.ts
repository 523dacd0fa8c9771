import type { UsageReport } from "@ai-cost/ledger";
import { LRUCache } from "lru-cache";

/**
 * The reports of spans whose calls another report had already recorded, by project and span. The ledger
 * keeps nothing of such a report unless the two spans are nested, and a concurrent request that brings
 * the other span may be the only one that sees that they are. It does so within milliseconds, so memory
 * is enough. Requests that reach different processes do not share their reports.
 */
const reports = new LRUCache<string, UsageReport>({ max: 1_000, ttl: 60_000 });

const cacheKey = (projectId: string, spanId: string) => `${projectId} ${spanId}`;

/** Keeps a span's report for concurrent requests. Call it before the span's summary is saved. */
export const shareReport = (projectId: string, spanId: string, report: UsageReport): void => {
  reports.set(cacheKey(projectId, spanId), report);
};

export const sharedReport = (projectId: string, spanId: string): UsageReport | null =>
  reports.get(cacheKey(projectId, spanId)) ?? null;
