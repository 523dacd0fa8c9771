import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { findChromium } from "@ai-cost/testing";
import { type Browser, type CDPSession, chromium } from "@playwright/test";

/** A device with an emulated processor and network. */
export interface Device {
  name: string;
  /** How many times slower the emulated processor is than the processor of this machine. */
  cpuSlowdown: number;
  /** The emulated network; null for a direct connection. */
  network: { latencyMs: number; megabitsPerSecond: number } | null;
}

export const DEVICES: readonly Device[] = [
  { name: "this machine", cpuSlowdown: 1, network: null },
  { name: "a phone", cpuSlowdown: 4, network: { latencyMs: 150, megabitsPerSecond: 1.6 } },
];

export interface VisitedPage {
  url: string;
  /** The session cookie; empty if the page needs no session. */
  cookie: string;
  /** The CSS selector of the chart's bars. */
  bar: string;
}

/** The times of a visit, in milliseconds since the start of the navigation. */
export interface Paint {
  largestContentMs: number;
  barsMs: number;
}

export async function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
  return chromium.launch({ executablePath: findChromium(join(CHECKOUT, "apps", "web")), args });
}

/** Visits a page in a new browser context, which has an empty cache. */
export async function visit(browser: Browser, device: Device, page: VisitedPage): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    if (page.cookie) await context.addCookies([{ ...parseCookie(page.cookie), url: page.url }]);
    const tab = await context.newPage();
    await emulate(await context.newCDPSession(tab), device);
    await tab.addInitScript(observerScript(page.bar));
    await tab.goto(page.url, { waitUntil: "networkidle" });
    await tab.waitForFunction("window.barsMs > 0 && window.largestContentMs > 0");
    return await tab.evaluate<Paint>("({ largestContentMs, barsMs })");
  } finally {
    await context.close();
  }
}

const parseCookie = (cookie: string) => {
  const [name = "", value = ""] = cookie.split("=", 2);
  return { name, value };
};

async function emulate(session: CDPSession, { cpuSlowdown, network }: Device): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  if (!network) return;
  const bytesPerSecond = (network.megabitsPerSecond * 1e6) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: network.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/**
 * The source text of a script that runs in the browser. It is text because this package is compiled
 * for Node only.
 */
const observerScript = (bar: string) => `
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.largestContentMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const look = () => {
    if (document.querySelector(${JSON.stringify(bar)})) window.barsMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;
