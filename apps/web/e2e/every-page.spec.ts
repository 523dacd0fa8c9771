import type { Page } from "@playwright/test";
import { axe, expectNone, expectNoViolations, expectNoViolationsIn } from "./accessibility";
import { ATLAS, DRIFT, EMBER } from "./demo-story";
import { expect, openSession, test } from "./test";

const SIGNED_IN_PAGES = [
  { name: "products", path: "/dashboard" },
  { name: "the account", path: "/dashboard/account" },
  { name: "AI cost by agent type", path: `${ATLAS}/ai-cost` },
  { name: "AI cost by month", path: `${ATLAS}/ai-cost?tab=trend` },
  { name: "AI cost by run", path: `${ATLAS}/ai-cost?tab=pipelines` },
  { name: "AI cost by charge", path: `${ATLAS}/ai-cost?tab=recent` },
  { name: "AI cost without usage", path: `${EMBER}/ai-cost` },
  { name: "budgets", path: `${ATLAS}/budgets` },
  { name: "alerts", path: `${ATLAS}/alerts` },
  { name: "sending usage", path: `${ATLAS}/send-usage` },
  { name: "sending usage from the AI SDK", path: `${ATLAS}/send-usage?source=vercel-ai-sdk` },
  { name: "importing a file", path: `${ATLAS}/send-usage/import` },
  { name: "prices and agents", path: `${DRIFT}/prices` },
  { name: "members", path: `${ATLAS}/members` },
  { name: "the audit trail", path: `${ATLAS}/audit-trail` },
  { name: "the runs", path: `${ATLAS}/pipelines` },
  { name: "a run", path: async (page: Page) => runPath(page) },
  { name: "not found", path: "/nothing" },
  { name: "a product that does not exist", path: "/dashboard/products/nothing/ai-cost" },
  { name: "the usage API", path: "/docs/api" },
  { name: "sign out", path: "/sign-out" },
] as const;
const PUBLIC_PAGES = [
  { name: "sign in", path: "/sign-in" },
  { name: "sign up", path: "/sign-up" },
  { name: "an invitation that is not valid", path: "/invitations/inv_nothing" },
  { name: "a declined invitation", path: "/invitations/declined" },
  { name: "forgot password", path: "/forgot-password" },
  { name: "a link to reset a password that is not valid", path: "/reset-password/rst_nothing" },
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

/** Checks only the contrast, since the dark theme changes only colours. */
async function expectContrastInDark(page: Page) {
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNone(axe(page).withRules(["color-contrast"]));
}

/** The number of pixels by which the page as a whole can scroll sideways, at this width. */
async function overflowAt(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 700 });
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

test.describe("every page", () => {
  test.use({ colorScheme: "light", reducedMotion: "reduce" });

  for (const { name, path } of [...SIGNED_IN_PAGES, ...PUBLIC_PAGES])
    test(`is accessible in both themes and fits a phone: ${name}`, async ({ page }) => {
      if (SIGNED_IN_PAGES.some((signedIn) => signedIn.name === name))
        await openSession(page, "owner");
      await visit(page, path);
      await expectNoViolations(page);
      await expectContrastInDark(page);
      for (const width of [360, 320]) expect(await overflowAt(page, width)).toBe(0);
    });
});

for (const width of [360, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 }, hasTouch: true });

    test("the navigation opens, leads on and closes", async ({ page }) => {
      await openSession(page, "owner");
      await page.goto(`${ATLAS}/ai-cost`);
      await page.getByRole("button", { name: "Open navigation" }).click();
      const drawer = page.getByRole("dialog", { name: "Navigation" });
      await expectNoViolationsIn(page, "dialog[open]");
      await drawer.getByRole("link", { name: "Members" }).click();
      await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
      await expect(drawer).toBeHidden();
    });
  });
}

test("a name of 200 characters fits every page", async ({ page }) => {
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`${Date.now()} ${"W".repeat(186)}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  const paths = ["ai-cost", "members", "audit-trail"].map((segment) =>
    page.url().replace("ai-cost", segment),
  );
  for (const path of [...paths, "/dashboard"]) {
    await visit(page, path);
    for (const width of [1280, 320]) {
      expect.soft(await overflowAt(page, width), `${path} at ${width} px`).toBe(0);
      await expectNoViolations(page);
    }
  }
});

test('on a phone an amount with "at least" is as large as any other', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openSession(page, "owner");
  await page.goto(`${DRIFT}/ai-cost`);
  const card = page.getByRole("region", { name: "Total Spend" });
  await expect(card).toContainText("at least $");
  const figure = card.getByText(/^\$[\d,.]+$/);
  const sizePx = await figure.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(sizePx).toBeGreaterThanOrEqual(20);
});

test("menus and dialogs are accessible", async ({ page }) => {
  const expectAccessible = () => expectNoViolationsIn(page, "dialog[open], :popover-open");
  await openSession(page, "owner");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await page.goto(`${ATLAS}/ai-cost`);
  await page.getByRole("button", { name: "Edit budget" }).click();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Switch product/ }).click();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await page.goto(`${EMBER}/prices`);
  for (const name of ["Add price", "Add name"]) {
    await page.getByRole("button", { name }).click();
    await expectAccessible();
    await page.keyboard.press("Escape");
  }
  await page.goto(`${EMBER}/send-usage`);
  await page.getByLabel("Name of the key").fill("laptop");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("heading", { name: /The key laptop was created/ })).toBeVisible();
  await expectNoViolations(page);
  await page
    .getByRole("button", { name: /Revoke laptop/ })
    .first()
    .click();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Account of Demo owner" }).click();
  await expectAccessible();
});

test("a chosen theme applies to every page and after a reload", async ({ page }) => {
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
    await visit(page, path);
    expect(await background(), path).toBe(dark);
  }
});

test("the first tab stop skips to the content", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto(`${ATLAS}/ai-cost`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
