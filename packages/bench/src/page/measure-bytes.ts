import { type FirstLoad, firstLoad, scriptBytes } from "./first-load";
import { sharedScripts } from "./shared-scripts";
import type { VisitedPage } from "./visit";

/**
 * The other pages of a project that are loaded. Each URL is relative to the URL of the dashboard.
 */
const OTHER_PAGES = ["audit-trail", "members", "prices", "send-usage"];

export interface MeasuredBytes {
  dashboard: FirstLoad;
  recharts: FirstLoad;
  /**
   * The size of the scripts that every page of a project loads, which is the size of an empty
   * page's scripts.
   */
  shellScriptBytes: number;
}

export async function measureBytes(
  { url, cookie }: VisitedPage,
  recharts: VisitedPage,
): Promise<MeasuredBytes> {
  const dashboard = await firstLoad(url, cookie);
  const others: FirstLoad[] = [];
  for (const name of OTHER_PAGES) others.push(await firstLoad(new URL(name, url).href, cookie));
  return {
    dashboard,
    recharts: await firstLoad(recharts.url),
    shellScriptBytes: scriptBytes(sharedScripts([dashboard, ...others])),
  };
}
