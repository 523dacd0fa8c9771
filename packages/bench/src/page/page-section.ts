import type { Cell, Section } from "../report/section";
import { type FirstLoad, scriptBytes } from "./first-load";
import type { MeasuredBytes } from "./measure-bytes";
import type { MeasuredPaints } from "./measure-paints";

const MAX_BYTES = 32_000;

export function pageSection(
  { dashboard, recharts, shellScriptBytes }: MeasuredBytes,
  paints: readonly MeasuredPaints[],
): Section {
  const paintColumns = paints.flatMap(({ device }) => [
    `largest contentful paint on ${device}, ms`,
    `bars on ${device}, ms`,
  ]);
  const paintCells = (page: "dashboard" | "recharts") =>
    paints.flatMap((paint) => [paint[page].largestContentMs, paint[page].barsMs]);
  return {
    title: "The page",
    notes: [
      "Sizes are bytes after gzip of everything that the HTML refers to, which a browser loads before the page can be used. Scripts for browsers without modules, and everything that is fetched later, are not counted.",
      "The empty page in the same shell has the scripts that every page of a product loads: React, Next, the sidebar, and the clients for queries and tRPC.",
      "The page with Recharts has a heading and the same thirty days as bars with axes, grid and tooltip. It is minified and contains its data. It has no animation, no style sheet and a static server of its own. The production server renders the dashboard from the database.",
      "Each visit is the first one in a new context of Chromium, and the pages take turns. Figures are medians of seven visits. The phone is this machine's processor, slowed down four times, on a connection of 1.6 Mbit/s with a latency of 150 ms. The time of the bars is that of the first frame in which the page has one.",
    ],
    columns: ["page", "JavaScript", "CSS", "HTML", ...paintColumns],
    rows: [
      ["the dashboard", ...bytesOf(dashboard), ...paintCells("dashboard")],
      ["an empty page in its shell", shellScriptBytes, null, null, ...paintColumns.map(() => null)],
      ["Recharts with the same bars", ...bytesOf(recharts), ...paintCells("recharts")],
    ],
    targets: [
      {
        what: "bytes of JavaScript of the dashboard beyond an empty page in its shell",
        measured: scriptBytes(dashboard.scripts) - shellScriptBytes,
        bound: { atMost: MAX_BYTES },
      },
    ],
  };
}

const bytesOf = ({ scripts, css, html }: FirstLoad): Cell[] => [scriptBytes(scripts), css, html];
