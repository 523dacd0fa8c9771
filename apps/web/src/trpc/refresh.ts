/** How often a visible page refetches its queries. A page in the background refetches when it is visible again. */
export const REFRESH_MS = 10_000;
