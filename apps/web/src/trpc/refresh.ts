/** How often a page that is looked at asks again; one in the background waits until it is looked at. */
export const REFRESH_MS = 10_000;
