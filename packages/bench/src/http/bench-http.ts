import type { FilledDatabase } from "../filled-database";
import type { Section } from "../report/section";
import { type ServedApp, withServedApp } from "../served-app";
import { measuredAddresses } from "./addresses";
import { type MeasuredAddress, measureAddress } from "./measure-address";

const AT_MOST = 3;

/**
 * Every procedure and the page of the dashboard over HTTP, beside a route that answers a constant.
 * Asks about this month, so the database should reach into it; takes about two minutes.
 */
export const benchHttp = (database: FilledDatabase): Promise<Section> =>
  withServedApp(database, async (app) => httpSection(await measureAddresses(app, database)));

async function measureAddresses(
  app: ServedApp,
  { projectId, progress }: FilledDatabase,
): Promise<MeasuredAddress[]> {
  const measured: MeasuredAddress[] = [];
  for (const address of await measuredAddresses(app, projectId)) {
    progress.say(`over HTTP: ${address.name}`);
    measured.push(await measureAddress(app, address));
  }
  return measured;
}

const httpSection = (measured: readonly MeasuredAddress[]): Section => ({
  title: "Answers over HTTP",
  notes: [
    "The production server answers one signed-in client, who asks for each address and for a route that answers a constant (`/api/health/live`) in turn, on connections that are kept; medians.",
    "Both pass the same front, headers and router. The constant route looks at no session and asks no database; a procedure reads session and membership from the database each time.",
    "The page is whole HTML, rendered on the server with all that it shows at first.",
  ],
  columns: ["answer", "bytes", "milliseconds", "constant route", "ratio"],
  rows: measured.map(({ address, bytes, ms, constantMs }) => [
    address.name,
    bytes,
    ms,
    constantMs,
    ms / constantMs,
  ]),
  bars: measured
    .filter(({ address }) => address.isProcedure)
    .map(({ address, ms, constantMs }) => ({
      what: `${address.name} over HTTP, of the constant route`,
      measured: ms / constantMs,
      bound: { atMost: AT_MOST },
    })),
});
