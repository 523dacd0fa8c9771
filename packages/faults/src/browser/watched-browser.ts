import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import type { Person } from "@ai-cost/testing";
import { findChromium } from "@ai-cost/testing";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

const APP = join(CHECKOUT, "apps", "web");

/** A real browser as somebody who is signed in, which tells of everything that it should not have done. */
export class WatchedBrowser {
  /** Scripts of texts that ran, dialogs, breaches of the page's policy, errors. */
  readonly complaints: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(serverUrl: string, { cookie }: Person): Promise<WatchedBrowser> {
    const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
    const browser = await chromium.launch({ executablePath: findChromium(APP), args });
    const context = await browser.newContext({ baseURL: serverUrl });
    const [name = "", value = ""] = cookie.split("=", 2);
    await context.addCookies([{ name, value, url: serverUrl }]);
    const page = await context.newPage();
    const watched = new WatchedBrowser(browser, context, page);
    await watched.#watch();
    return watched;
  }

  async #watch(): Promise<void> {
    const { page, complaints } = this;
    await page.exposeFunction("xss", () => complaints.push("a text ran as a script"));
    await page.exposeFunction("breached", (what: string) =>
      complaints.push(`the policy was breached: ${what}`),
    );
    // As text, for a browser to read: nothing else here is made for one.
    await page.addInitScript(
      `document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        breached(violatedDirective + " " + blockedURI))`,
    );
    page.on("dialog", (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("pageerror", (error) => complaints.push(`an error: ${error.message}`));
  }

  /** Opens a page; the text that a person sees there. */
  async see(path: string): Promise<string> {
    const before = this.complaints.length;
    const answer = await this.page.goto(path);
    if (answer?.status() !== 200) this.complaints.push(`${path} answers ${answer?.status()}`);
    await this.page.waitForLoadState("networkidle");
    const named = this.complaints.splice(before).map((complaint) => `${path}: ${complaint}`);
    this.complaints.push(...named);
    // What is drawn: the page carries its data as text of scripts too.
    // biome-ignore lint/performance/useDomNodeTextContent: the text of scripts is no text of the page.
    return this.page.locator("body").innerText();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
