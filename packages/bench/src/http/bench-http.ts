import { type AppServer, withAppServer } from "../environment/app-server";
import type { MeasurementContext } from "../environment/measurement-context";
import type { Section } from "../report/section";
import { type MeasuredRoute, measureRoute } from "./measure-route";
import { measuredRoutes } from "./routes";

const MAX_RATIO = 3;

/**
 * Measures every query procedure and the dashboard page over HTTP, and compares them with a route
 * that always returns the same response. The queries read the current month, so the database should
 * contain usage in it. Takes about two minutes.
 */
export const benchHttp = (context: MeasurementContext): Promise<Section> =>
  withAppServer(context, async (app) => httpSection(await measureRoutes(app, context)));

async function measureRoutes(
  app: AppServer,
  { projectId, progress }: MeasurementContext,
): Promise<MeasuredRoute[]> {
  const measured: MeasuredRoute[] = [];
  for (const route of await measuredRoutes(app, projectId)) {
    progress.update(() => `  ${route.name}`);
    measured.push(await measureRoute(app, route));
  }
  return measured;
}

const httpSection = (measured: readonly MeasuredRoute[]): Section => ({
  title: "Responses over HTTP",
  notes: [
    "The production server serves one signed-in client. The client requests each route and a route with a constant response (`/api/health/live`) in turn, on connections that stay open. Figures are medians.",
    "Both pass through the same edge server, headers and router. The constant route reads no session and no database. A procedure reads session and membership from the database each time.",
    "The page is complete HTML, rendered on the server with everything that it shows at first.",
  ],
  columns: ["response", "bytes", "milliseconds", "constant route", "ratio"],
  rows: measured.map(({ route, bytes, ms, constantMs }) => [
    route.name,
    bytes,
    ms,
    constantMs,
    ms / constantMs,
  ]),
  targets: measured
    .filter(({ route }) => route.isProcedure)
    .map(({ route, ms, constantMs }) => ({
      what: `${route.name} over HTTP, in multiples of the constant route`,
      measured: ms / constantMs,
      bound: { atMost: MAX_RATIO },
    })),
});
