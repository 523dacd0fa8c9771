import type { FirstLoad } from "./first-load";

/**
 * Returns the scripts that all of these pages load. An empty page in the same shell would load exactly
 * these: React, Next, the sidebar, and the clients for queries and tRPC.
 */
export function sharedScripts(pages: readonly FirstLoad[]): FirstLoad["scripts"] {
  const [first, ...others] = pages;
  const isShared = ([url]: [string, number]) => others.every(({ scripts }) => scripts.has(url));
  return new Map([...(first?.scripts ?? [])].filter(isShared));
}
