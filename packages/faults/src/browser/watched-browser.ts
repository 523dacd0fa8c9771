import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { findChromium, type Person } from "@ai-cost/testing";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

const APP = join(CHECKOUT, "apps", "web");

/** A Chromium that is signed in as a person, or as nobody. It records every violation, such as an injected script that runs. */
export class WatchedBrowser {
  /** Injected scripts that ran, dialogs, violations of the content security policy, and errors. */
  readonly violations: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(serverUrl: string, person: Person | null): Promise<WatchedBrowser> {
    const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
    const browser = await chromium.launch({ executablePath: findChromium(APP), args });
    const context = await browser.newContext({ baseURL: serverUrl });
    const [name = "", value = ""] = person?.cookie.split("=", 2) ?? [];
    if (person) await context.addCookies([{ name, value, url: serverUrl }]);
    const page = await context.newPage();
    const watched = new WatchedBrowser(browser, context, page);
    await watched.#watch();
    return watched;
  }

  async #watch(): Promise<void> {
    const { page, violations } = this;
    await page.exposeFunction("xss", () => violations.push("an injected script ran"));
    await page.exposeFunction("reportViolation", (what: string) =>
      violations.push(`the content security policy was violated: ${what}`),
    );
    // The script is a text, because this package does not include the types of a browser.
    await page.addInitScript(
      `document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        reportViolation(violatedDirective + " " + blockedURI))`,
    );
    page.on("dialog", (dialog) => {
      violations.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("pageerror", (error) => violations.push(`an error: ${error.message}`));
  }

  /** Opens a page and returns the text that a person sees there. */
  async visit(path: string): Promise<string> {
    const before = this.violations.length;
    const response = await this.page.goto(path);
    if (response?.status() !== 200)
      this.violations.push(`the page has the status ${response?.status()}`);
    await this.page.waitForLoadState("networkidle");
    const named = this.violations.splice(before).map((violation) => `${path}: ${violation}`);
    this.violations.push(...named);
    // This reads only the visible text, because the scripts of a page also contain its data.
    // biome-ignore lint/performance/useDomNodeTextContent: textContent includes the text of scripts.
    return this.page.locator("body").innerText();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
