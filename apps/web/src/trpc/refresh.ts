/** The interval at which a visible page refetches its queries. A hidden page refetches when it becomes visible. */
export const REFRESH_MS = 10_000;
