import { dataOf, query } from "@ai-cost/testing";
import type { FilledDatabase } from "../filled-database";
import type { Section } from "../report/section";
import { type ServedApp, withServedApp } from "../served-app";
import { measureBytes } from "./measure-bytes";
import { measurePaints } from "./measure-paints";
import { pageSection } from "./page-section";
import { withRechartsPage } from "./recharts-page/with-recharts-page";

/** What the dashboard draws at first. */
const DAYS = 30;

/**
 * What the dashboard loads at first and when it is painted, beside an empty page of its shell and a
 * page that draws the same days with Recharts. Needs a Chromium; takes about two minutes.
 */
export const benchPage = (database: FilledDatabase): Promise<Section> =>
  withServedApp(database, async (app) => {
    const { projectId, progress } = database;
    const url = `${app.url}/dashboard/products/${projectId}/ai-cost`;
    const dashboard = { url, cookie: app.owner.cookie, bar: "[data-bar]" };
    return withRechartsPage(await dailySpend(app, projectId), async (rechartsUrl) => {
      const recharts = { url: rechartsUrl, cookie: "", bar: ".recharts-bar-rectangle path" };
      const bytes = await measureBytes(dashboard, recharts);
      return pageSection(bytes, await measurePaints(dashboard, recharts, progress));
    });
  });

const dailySpend = async ({ url, owner }: ServedApp, projectId: string) =>
  dataOf<{ date: string; cost: number }[]>(
    await query(url, owner, "aiCost.getDailySpend", { projectId, days: DAYS }),
  );
