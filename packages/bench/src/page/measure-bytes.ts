import { sharedScripts } from "./app-shell";
import { type FirstLoad, firstLoad, scriptBytes } from "./first-load";
import type { PaintedPage } from "./paint";

/** The pages of a product beside its dashboard. */
const OTHER_PAGES = ["audit-trail", "members", "prices", "send-usage"];

export interface MeasuredBytes {
  dashboard: FirstLoad;
  recharts: FirstLoad;
  /** Of the scripts of an empty page in the dashboard's shell. */
  shellScriptBytes: number;
}

export async function measureBytes(
  dashboard: PaintedPage,
  recharts: PaintedPage,
): Promise<MeasuredBytes> {
  const load = await firstLoad(dashboard.url, dashboard.cookie);
  const others: FirstLoad[] = [];
  for (const name of OTHER_PAGES)
    others.push(await firstLoad(new URL(name, dashboard.url).href, dashboard.cookie));
  return {
    dashboard: load,
    recharts: await firstLoad(recharts.url),
    shellScriptBytes: scriptBytes(sharedScripts([load, ...others])),
  };
}
