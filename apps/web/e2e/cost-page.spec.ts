import { ATLAS, EMBER } from "./demo-story";
import { expect, openSession, test } from "./test";

test.beforeEach(async ({ page }) => openSession(page, "owner"));

test("the month is in the server's HTML", async ({ page }) => {
  const html = await (await page.request.get(`${ATLAS}/ai-cost`)).text();
  const text = html.replace(/<script.*?<\/script>/gs, "").replace(/<[^>]*>/g, " ");
  for (const words of [
    "Total Spend",
    "Token Usage",
    "Agent Jobs",
    "Budget Used",
    "Approaching budget",
    "Implementation",
  ])
    expect(text).toContain(words);
  expect(text).toMatch(/\$\d+\.\d\d/);
});

test("range and tab are in the address: Back works, a link shows the same, an unknown value counts as absent", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost`);
  const chart = page.getByRole("listbox", { name: "Daily spend" });
  await expect(chart.getByRole("option")).toHaveCount(30);
  await page.getByRole("radio", { name: "7d" }).check();
  await expect(chart.getByRole("option")).toHaveCount(7);
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole("tab", { name: "Top Pipelines" }).click();
  await expect(page).toHaveURL(/tab=pipelines/);
  await expect(
    page.getByRole("tabpanel").getByRole("link", { name: /^Run/ }).first(),
  ).toBeVisible();

  await page.reload();
  await expect(chart.getByRole("option")).toHaveCount(7);
  await expect(page.getByRole("tab", { name: "Top Pipelines", selected: true })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("tab", { name: "By Agent Type", selected: true })).toBeVisible();
  await page.goBack();
  await expect(chart.getByRole("option")).toHaveCount(30);

  await page.goto(`${ATLAS}/ai-cost?range=8d&tab=cake&month=2026-13`);
  await expect(chart.getByRole("option")).toHaveCount(30);
  await expect(page.getByRole("tab", { name: "By Agent Type", selected: true })).toBeVisible();
});

test("arrow keys move between tabs and Enter selects one", async ({ page }) => {
  await page.goto(`${ATLAS}/ai-cost`);
  await page.getByRole("tab", { name: "By Agent Type" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Monthly Trend" })).toBeFocused();
  await expect(page.getByRole("tab", { name: "By Agent Type", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Monthly Trend", selected: true })).toBeVisible();
  await expect(page.getByRole("listbox", { name: /month/i }).getByRole("option")).toHaveCount(6);
});

test("the chart works by keyboard: one tab stop, arrow keys, Home, End, Escape", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost?range=14d`);
  const chart = page.getByRole("listbox", { name: "Daily spend" });
  const readout = page.getByRole("tooltip");
  await chart.focus();
  await page.keyboard.press("Home");
  const first = await readout.textContent();
  expect(first).toMatch(/\$[\d.,]+.*tokens.*jobs?/);
  await page.keyboard.press("ArrowRight");
  await expect(readout).not.toHaveText(first ?? "");
  await page.keyboard.press("End");
  await expect(chart.getByRole("option", { selected: true })).toHaveAccessibleName(/so far/);
  await page.keyboard.press("Escape");
  await expect(readout).toHaveCount(0);
});

test("a hovered bar shows its day, cost, tokens and jobs; the table shows all days", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost?range=7d`);
  const bars = page.getByRole("listbox", { name: "Daily spend" }).getByRole("option");
  // The chart ignores a pointer that moves before the page is hydrated, so the test repeats the movement.
  await expect(async () => {
    await bars.first().hover();
    await bars.last().hover();
    await expect(page.getByRole("tooltip")).toContainText(/\$[\d.,]+.*tokens.*jobs?/, {
      timeout: 1000,
    });
  }).toPass();
  await page.getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("table", { name: /Daily spend/ }).getByRole("row")).toHaveCount(8);
});

test("a past month has its own days, and Back returns to the current month", async ({ page }) => {
  await page.goto(`${ATLAS}/ai-cost`);
  await page.getByRole("button", { name: /Previous month/ }).click();
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  const days = page.getByRole("listbox", { name: "Daily spend" }).getByRole("option");
  await expect.poll(() => days.count()).toBeGreaterThanOrEqual(28);
  await expect(page.getByRole("radio", { name: "7d" })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("radio", { name: "30d" })).toBeChecked();
});

test("a product without usage says how to send some, on every tab", async ({ page }) => {
  await page.goto(`${EMBER}/ai-cost`);
  for (const name of ["By Agent Type", "Monthly Trend", "Top Pipelines", "Recent Runs"]) {
    await page.getByRole("tab", { name }).click();
    await expect(page.getByRole("tabpanel", { name })).toContainText("import a file");
  }
});
