import type { Progress } from "@ai-cost/command";
import { median } from "@ai-cost/testing";
import { DEVICES, openBrowser, type Paint, type VisitedPage, visit } from "./visit";

const VISITS = 7;

export interface MeasuredPaints {
  /** The name of the emulated device. */
  device: string;
  /** The median paint times of all visits to the dashboard. */
  dashboard: Paint;
  /** The median paint times of all visits to the page with Recharts. */
  recharts: Paint;
}

/** Visits the two pages alternately on every device. Each visit starts with an empty cache. */
export async function measurePaints(
  dashboard: VisitedPage,
  recharts: VisitedPage,
  progress: Progress,
): Promise<MeasuredPaints[]> {
  const browser = await openBrowser();
  try {
    const measured: MeasuredPaints[] = [];
    for (const device of DEVICES) {
      progress.say(`  Visits on ${device.name}`);
      const paints: { dashboard: Paint; recharts: Paint }[] = [];
      for (let count = 0; count < VISITS; count += 1)
        paints.push({
          dashboard: await visit(browser, device, dashboard),
          recharts: await visit(browser, device, recharts),
        });
      measured.push({
        device: device.name,
        dashboard: medianPaint(paints.map((paint) => paint.dashboard)),
        recharts: medianPaint(paints.map((paint) => paint.recharts)),
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
