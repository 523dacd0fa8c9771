import type { FirstLoad } from "./first-load";

/**
 * Returns the scripts that all of the given pages load. An empty page in the same layout would load
 * exactly these scripts: React, Next, the sidebar, and the clients for queries and tRPC.
 */
export function sharedScripts(pages: readonly FirstLoad[]): FirstLoad["scripts"] {
  const [first, ...others] = pages;
  const isShared = ([url]: [string, number]) => others.every(({ scripts }) => scripts.has(url));
  return new Map([...(first?.scripts ?? [])].filter(isShared));
}
