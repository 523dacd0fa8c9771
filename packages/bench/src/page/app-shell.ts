import type { FirstLoad } from "./first-load";

/**
 * The scripts that every one of some pages loads: what a page with nothing on it would load in the
 * same shell, with React, Next, the sidebar and the clients for queries and tRPC, which are the
 * shell's own.
 */
export function sharedScripts(pages: readonly FirstLoad[]): Pick<FirstLoad, "scripts"> {
  const [first, ...others] = pages;
  const isShared = ([address]: [string, number]) =>
    others.every(({ scripts }) => scripts.has(address));
  return { scripts: new Map([...(first?.scripts ?? [])].filter(isShared)) };
}
