import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { findChromium } from "@ai-cost/testing";
import { type Browser, type CDPSession, chromium } from "@playwright/test";

/** What a browser and its line are like. */
export interface Device {
  name: string;
  /** How many times slower than this machine. */
  cpuSlowdown: number;
  /** Null for none in between. */
  line: { latencyMs: number; megabitsPerSecond: number } | null;
}

export const DEVICES: readonly Device[] = [
  { name: "this machine", cpuSlowdown: 1, line: null },
  { name: "a phone", cpuSlowdown: 4, line: { latencyMs: 150, megabitsPerSecond: 1.6 } },
];

export interface PaintedPage {
  url: string;
  /** Empty where nobody need be signed in. */
  cookie: string;
  /** Finds a bar. */
  bar: string;
}

/** Milliseconds after the page was asked for. */
export interface Paint {
  largestContentMs: number;
  barsMs: number;
}

export async function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
  return chromium.launch({ executablePath: findChromium(join(CHECKOUT, "apps", "web")), args });
}

/** One first visit, with nothing cached. */
export async function paintOf(browser: Browser, device: Device, page: PaintedPage): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    if (page.cookie) await context.addCookies([{ ...namedValue(page.cookie), url: page.url }]);
    const tab = await context.newPage();
    await slowDown(await context.newCDPSession(tab), device);
    await tab.addInitScript(observer(page.bar));
    await tab.goto(page.url, { waitUntil: "networkidle" });
    await tab.waitForFunction("window.barsMs > 0 && window.largestContentMs > 0");
    return await tab.evaluate<Paint>("({ largestContentMs, barsMs })");
  } finally {
    await context.close();
  }
}

const namedValue = (cookie: string) => {
  const [name = "", value = ""] = cookie.split("=", 2);
  return { name, value };
};

async function slowDown(session: CDPSession, { cpuSlowdown, line }: Device): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  if (!line) return;
  const bytesPerSecond = (line.megabitsPerSecond * 1e6) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: line.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/** As text, for a browser to read: nothing else here is made for one. */
const observer = (bar: string) => `
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.largestContentMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const look = () => {
    if (document.querySelector(${JSON.stringify(bar)})) window.barsMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;
