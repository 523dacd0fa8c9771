import type { Page } from "@playwright/test";
import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

/** A hostile name for a key: it has markup, right-to-left text, and no place where a line can break. */
const ODD_NAME = `<script>document.title="mine"</script>\u202E${"W".repeat(50)}\u05D0`;

/** The first cells of each change, newest change first: the action, the old value and the new value. */
async function changes(page: Page): Promise<string[][]> {
  await expect(page.getByRole("table", { name: "Changes, newest first" })).toBeVisible();
  const rows = (await page.getByRole("row").all()).slice(1);
  const cells = rows.map((row) => row.locator("th, td").allTextContents());
  return (await Promise.all(cells)).map((texts) => texts.slice(0, 3));
}

test("an owner reads what changed, from which value to which, by whom and when", async ({
  page,
}) => {
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill("Trail");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  for (const dollars of ["100", "250"]) {
    await page.getByRole("button", { name: /(Set|Edit) budget/ }).click();
    await page.getByLabel("Monthly limit in US dollars").fill(dollars);
    await page.getByRole("button", { name: "Save limit" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }

  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page).toHaveTitle(/^Audit trail · Trail ·/);
  expect(await changes(page)).toEqual([
    ["Set the monthly budget", "$100.00", " → $250.00"],
    ["Set the monthly budget", "", "$100.00"],
    ["Created the product", "", "Trail"],
  ]);
  const newest = page.getByRole("row", { name: /→ \$250\.00/ });
  await expect(newest).toContainText("stranger@example.com");
  const at = await newest.locator("time").getAttribute("datetime");
  expect(Math.abs(Date.now() - Date.parse(at ?? ""))).toBeLessThan(60_000);
});

test("a change is listed as soon as it is made, whatever its text", async ({ page }) => {
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`Odd ${Date.now()}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await page.getByRole("link", { name: "Audit trail" }).click();
  expect((await changes(page)).map(([what]) => what)).toEqual(["Created the product"]);
  await page.getByRole("link", { name: "Send usage" }).click();
  await page.getByLabel("Name of the key").fill(ODD_NAME);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("heading", { name: /was created/ })).toBeVisible();
  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("row", { name: /Created a key/ })).toContainText(ODD_NAME);
  await expect(page).toHaveTitle(/^Audit trail/);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `at ${width} px`).toBe(0);
  }
});

test("a member has no link to it, and reads on the page who can open it", async ({ page }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/members`);
  const sidebar = page.getByRole("complementary");
  await expect(sidebar.getByRole("link", { name: "Members" })).toBeVisible();
  await expect(sidebar.getByRole("link", { name: "Audit trail" })).toHaveCount(0);
  await page.goto(`${ATLAS}/audit-trail`);
  await expect(page.getByText("Only owners and admins can read the audit trail.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
