import type { Page } from "@playwright/test";
import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

/** What a person may call a key to be a nuisance: markup, text that runs backwards, and no break. */
const ODD_NAME = `<script>document.title="mine"</script>\u202E${"W".repeat(50)}\u05D0`;

async function newProduct(page: Page): Promise<string> {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`Trail ${Date.now()}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  return page.url().replace("/ai-cost", "");
}

async function setBudget(page: Page, dollars: string) {
  await page.getByRole("button", { name: /(Set|Edit) budget/ }).click();
  await page.getByLabel("Monthly limit in US dollars").fill(dollars);
  await page.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

async function addMember(page: Page, email: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(`${email} is on the list as member.`)).toBeVisible();
}

/** The cells of each change, newest first, the spaces between their words as a reader sees them. */
async function changes(page: Page): Promise<string[][]> {
  await expect(page.getByRole("table", { name: "Changes, newest first" })).toBeVisible();
  const rows = await page.getByRole("row").all();
  const texts = rows
    .slice(1)
    .map((row) => row.getByRole("rowheader").or(row.getByRole("cell")).allTextContents());
  return Promise.all(texts);
}

test("an owner reads what was changed, by whom and when, as soon as it was", async ({ page }) => {
  await openSession(page, "stranger");
  const product = await newProduct(page);
  const sidebar = page.getByRole("complementary");
  await page.goto(`${product}/members`);
  await addMember(page, "auditor@example.com");
  await sidebar.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("heading", { name: "Audit trail" })).toBeVisible();
  expect((await changes(page)).map((cells) => cells.slice(0, 3))).toEqual([
    ["Added a member", "", "member auditor@example.com"],
    ["Created the product", "", expect.stringMatching(/^Trail \d+$/)],
  ]);

  await sidebar.getByRole("link", { name: "AI Cost & Budget" }).click();
  await page.goto(`${product}/send-usage`);
  await page.getByLabel("Name of the key").fill(ODD_NAME);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("heading", { name: /is made/ })).toBeVisible();
  await sidebar.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("row", { name: /Made a key/ })).toContainText(ODD_NAME);
  await expect(page).toHaveTitle(/^Audit trail · Trail/);
  const [newest] = await changes(page);
  expect(newest?.[3]).toContain("stranger@example.com");
  const times = page.getByRole("row", { name: /Made a key/ }).locator("time");
  await expect(times).toHaveAttribute("title", / UTC$/);
  const at = Date.parse((await times.getAttribute("datetime")) ?? "");
  expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
});

test("a budget that was changed stands with what it was", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto(`${ATLAS.replace(/1$/, "5")}/ai-cost`);
});

test("a member is shown no way there, and on the address who may", async ({ page }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/members`);
  const sidebar = page.getByRole("complementary");
  await expect(sidebar.getByRole("link", { name: "Members" })).toBeVisible();
  await expect(sidebar.getByRole("link", { name: "Audit trail" })).toHaveCount(0);
  await page.goto(`${ATLAS}/audit-trail`);
  await expect(page.getByText("Only owners and admins read it. Ask one of them.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
