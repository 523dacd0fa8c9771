import type { Progress } from "@ai-cost/command";
import { median } from "@ai-cost/testing";
import { DEVICES, openBrowser, type Paint, type PaintedPage, paintOf } from "./paint";

const VISITS = 7;

export interface MeasuredPaints {
  device: string;
  /** Medians. */
  dashboard: Paint;
  recharts: Paint;
}

/** Both pages are visited in turn, each time as if for the first time. */
export async function measurePaints(
  dashboard: PaintedPage,
  recharts: PaintedPage,
  progress: Progress,
): Promise<MeasuredPaints[]> {
  const browser = await openBrowser();
  try {
    const measured: MeasuredPaints[] = [];
    for (const device of DEVICES) {
      progress.say(`painting on ${device.name}`);
      const visits: { dashboard: Paint; recharts: Paint }[] = [];
      for (let visit = 0; visit < VISITS; visit += 1)
        visits.push({
          dashboard: await paintOf(browser, device, dashboard),
          recharts: await paintOf(browser, device, recharts),
        });
      measured.push({
        device: device.name,
        dashboard: medianPaint(visits.map((visit) => visit.dashboard)),
        recharts: medianPaint(visits.map((visit) => visit.recharts)),
      });
    }
    return measured;
  } finally {
    await browser.close();
  }
}

const medianPaint = (paints: readonly Paint[]): Paint => ({
  largestContentMs: median(paints.map(({ largestContentMs }) => largestContentMs)),
  barsMs: median(paints.map(({ barsMs }) => barsMs)),
});
