import type { Cell, Section } from "../report/section";
import { type FirstLoad, scriptBytes } from "./first-load";
import type { MeasuredBytes } from "./measure-bytes";
import type { MeasuredPaints } from "./measure-paints";

const AT_MOST_BYTES = 25_000;

export function pageSection(
  { dashboard, recharts, shellScriptBytes }: MeasuredBytes,
  paints: readonly MeasuredPaints[],
): Section {
  const paintColumns = paints.flatMap(({ device }) => [
    `largest contentful paint on ${device}, ms`,
    `bars on ${device}, ms`,
  ]);
  const paintCells = (whose: "dashboard" | "recharts") =>
    paints.flatMap((paint) => [paint[whose].largestContentMs, paint[whose].barsMs]);
  return {
    title: "The page",
    notes: [
      "Bytes after gzip of what the HTML names: what is loaded before a page can be used. Scripts for browsers without modules and what is fetched later are left out.",
      "The empty page of the same shell has the scripts that every page of a product loads: React, Next, the sidebar, and the clients for queries and tRPC.",
      "The page with Recharts holds a heading and the same thirty days as bars with axes, grid and tooltip; it is minified, has its data in its HTML, no animation, no style sheet and a static server of its own. The dashboard is made by the production server from the database.",
      "Each visit is the first, in a fresh context of Chromium, in turn; medians of seven. The phone is this machine's processor slowed four times, on a line of 1.6 Mbit/s with 150 ms. Bars are there in the first frame that finds one in the page.",
    ],
    columns: ["page", "JavaScript", "CSS", "HTML", ...paintColumns],
    rows: [
      ["the dashboard", ...bytesOf(dashboard), ...paintCells("dashboard")],
      ["an empty page of its shell", shellScriptBytes, null, null, ...paintColumns.map(() => null)],
      ["Recharts with the same bars", ...bytesOf(recharts), ...paintCells("recharts")],
    ],
    bars: [
      {
        what: "bytes of JavaScript of the dashboard beyond an empty page of its shell",
        measured: scriptBytes(dashboard) - shellScriptBytes,
        bound: { atMost: AT_MOST_BYTES },
      },
    ],
  };
}

const bytesOf = (load: FirstLoad): Cell[] => [scriptBytes(load), load.css, load.html];
