import { dataOf, query } from "@ai-cost/testing";
import { type AppServer, withAppServer } from "../environment/app-server";
import type { MeasurementContext } from "../environment/measurement-context";
import type { Section } from "../report/section";
import { measureBytes } from "./measure-bytes";
import { measurePaints } from "./measure-paints";
import { pageSection } from "./page-section";
import { withRechartsPage } from "./recharts-page/with-recharts-page";

/** The number of days in the first chart of the dashboard. */
const DAYS = 30;

/**
 * Measures how many bytes the dashboard loads and when the browser paints it. Compares the bytes with
 * those of an empty page in the application's layout, and both results with those of a page that draws
 * the same days with Recharts. Needs Chromium and takes about two minutes.
 */
export const benchPage = (context: MeasurementContext): Promise<Section> =>
  withAppServer(context, async (app) => {
    const { projectId, progress } = context;
    const url = `${app.url}/dashboard/products/${projectId}/ai-cost`;
    const dashboard = { url, cookie: app.owner.cookie, bar: "[data-bar]" };
    return withRechartsPage(await readDailySpend(app, projectId), async (rechartsUrl) => {
      const recharts = { url: rechartsUrl, cookie: "", bar: ".recharts-bar-rectangle path" };
      const bytes = await measureBytes(dashboard, recharts);
      return pageSection(bytes, await measurePaints(dashboard, recharts, progress));
    });
  });

const readDailySpend = async ({ url, owner }: AppServer, projectId: string) =>
  dataOf<{ date: string; cost: number }[]>(
    await query(url, owner, "aiCost.getDailySpend", { projectId, days: DAYS }),
  );
