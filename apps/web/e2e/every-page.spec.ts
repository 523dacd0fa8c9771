import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ATLAS, DRIFT, EMBER } from "./demo-story";
import { expect, openSession, test } from "./test";

const PAGES = [
  { name: "products", path: "/dashboard" },
  { name: "AI cost by agent type", path: `${ATLAS}/ai-cost` },
  { name: "AI cost by month", path: `${ATLAS}/ai-cost?tab=trend` },
  { name: "AI cost by run", path: `${ATLAS}/ai-cost?tab=pipelines` },
  { name: "AI cost by charge", path: `${ATLAS}/ai-cost?tab=recent` },
  { name: "AI cost without usage", path: `${EMBER}/ai-cost` },
  { name: "sending usage", path: `${ATLAS}/send-usage` },
  { name: "sending usage from the AI SDK", path: `${ATLAS}/send-usage?source=vercel-ai-sdk` },
  { name: "prices and agents", path: `${DRIFT}/prices` },
  { name: "members", path: `${ATLAS}/members` },
  { name: "the audit trail", path: `${ATLAS}/audit-trail` },
  { name: "a run", path: async (page: Page) => runPath(page) },
  { name: "not found", path: "/nothing" },
  { name: "a product that is not there", path: "/dashboard/products/nothing/ai-cost" },
  { name: "the usage API", path: "/docs/api" },
  { name: "sign out", path: "/sign-out" },
] as const;

async function runPath(page: Page): Promise<string> {
  await page.goto(`${ATLAS}/ai-cost?tab=pipelines`);
  const href = await page.getByRole("tabpanel").getByRole("link").first().getAttribute("href");
  return href ?? "";
}

async function visit(page: Page, path: string | ((page: Page) => Promise<string>)) {
  await page.goto(typeof path === "string" ? path : await path(page));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Whether the page, rather than a part of it, scrolls sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    for (const { name, path } of PAGES)
      test(`axe finds nothing on ${name}`, async ({ page }) => {
        await openSession(page, "owner");
        await visit(page, path);
        await expectNoViolations(page);
      });

    for (const path of ["/sign-in", "/sign-up"])
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await page.goto(path);
        await expectNoViolations(page);
      });
  });
}

for (const width of [360, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 }, hasTouch: true });

    test("no page scrolls sideways", async ({ page }) => {
      await openSession(page, "owner");
      for (const { name, path } of PAGES) {
        await visit(page, path);
        expect.soft(await overflow(page), name).toBe(0);
      }
    });

    test("the navigation opens, leads on and closes", async ({ page }) => {
      await openSession(page, "owner");
      await page.goto(`${ATLAS}/ai-cost`);
      await page.getByRole("button", { name: "Open navigation" }).click();
      const drawer = page.getByRole("dialog", { name: "Navigation" });
      await expectNoViolations(page);
      await drawer.getByRole("link", { name: "Members" }).click();
      await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
      await expect(drawer).toBeHidden();
    });
  });
}

test("a name of 200 characters leaves every control its room", async ({ page }) => {
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`${Date.now()} ${"W".repeat(186)}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  const pages = ["ai-cost", "members", "audit-trail"].map((segment) =>
    page.url().replace("ai-cost", segment),
  );
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 700 });
    for (const path of [...pages, "/dashboard"]) {
      await visit(page, path);
      expect.soft(await overflow(page), `${path} at ${width} px`).toBe(0);
      await expectNoViolations(page);
    }
  }
});

test("on a phone a total that is at least so much is as large as any", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openSession(page, "owner");
  await page.goto(`${DRIFT}/ai-cost`);
  const card = page.getByRole("region", { name: "Total Spend" });
  await expect(card).toContainText("at least $");
  const figure = card.getByText(/^\$[\d,.]+$/);
  const sizePx = await figure.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(sizePx).toBeGreaterThanOrEqual(20);
});

test("axe finds nothing in the menus and dialogs", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await page.goto(`${ATLAS}/ai-cost`);
  await page.getByRole("button", { name: "Edit budget" }).click();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Switch product/ }).click();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await page.goto(`${EMBER}/prices`);
  for (const name of ["Add price", "Add name"]) {
    await page.getByRole("button", { name }).click();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
  }
  await page.goto(`${EMBER}/send-usage`);
  await page.getByLabel("Name of the key").fill("laptop");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("heading", { name: /The key laptop is made/ })).toBeVisible();
  await expectNoViolations(page);
  await page
    .getByRole("button", { name: /Revoke laptop/ })
    .first()
    .click();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Account of Demo owner" }).click();
  await expectNoViolations(page);
});

test("a chosen theme holds on every page and after a reload", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto("/dashboard");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: /Theme: system/ }).click();
  await page.getByRole("button", { name: /Theme: light/ }).click();
  await expect(page.getByRole("button", { name: /Theme: dark/ })).toBeVisible();
  const dark = await background();
  expect(dark).not.toBe(light);
  for (const path of [`${ATLAS}/ai-cost`, "/dashboard/products/nothing/ai-cost", "/sign-out"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await background(), path).toBe(dark);
  }
});

test("the first stop of the keyboard skips to the content", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto(`${ATLAS}/ai-cost`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
