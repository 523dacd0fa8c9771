import { expectNoViolationsIn } from "./accessibility";
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
  await expect(page.getByRole("radio", { name: "Month" })).toBeChecked();
  await page.getByRole("radio", { name: "7d" }).check();
  await expect(chart.getByRole("option")).toHaveCount(7);
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole("tab", { name: "Top Pipelines" }).click();
  await expect(page).toHaveURL(/tab=pipelines/);
  await expect(page.getByRole("tabpanel").getByRole("row").getByRole("link").first()).toBeVisible();

  await page.reload();
  await expect(chart.getByRole("option")).toHaveCount(7);
  await expect(page.getByRole("tab", { name: "Top Pipelines", selected: true })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("tab", { name: "By Agent Type", selected: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Month" })).toBeChecked();

  await page.goto(`${ATLAS}/ai-cost?range=8d&tab=cake&month=2026-13`);
  await expect(page.getByRole("radio", { name: "Month" })).toBeChecked();
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
  await expect(page.getByRole("radio", { name: "Month" })).toBeChecked();
});

test("the most expensive agent type of a day: filter, divide by model, open the day, and return", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost?range=30d`);
  const total = page.getByRole("region", { name: "Total Spend" });
  const unfiltered = await total.textContent();
  await page.getByRole("button", { name: "Filter by agent type" }).click();
  await page.getByRole("checkbox", { name: /Implementation/ }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/agent=implementation/);
  await expect(total).not.toHaveText(unfiltered ?? "");
  await page.getByRole("radio", { name: "Model" }).check();
  await expect(page.getByRole("list", { name: "Legend" })).toContainText("claude-");

  const chart = page.getByRole("listbox", { name: "Daily spend" });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText(/day \d+ \w+ \d{4}$/);
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await expectNoViolationsIn(page, "dialog");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(chart).toBeFocused();

  await page.getByRole("button", { name: "Remove the filter by agent type" }).click();
  await expect(total).toHaveText(unfiltered ?? "");
});

test("the menu of months leads to any month with usage, and the arrows stop at the first one", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost`);
  await page.getByRole("button", { name: /choose a month/ }).click();
  const months = page.getByRole("list", { name: "Months with usage" }).getByRole("button");
  await expect(months.first()).toContainText("$");
  await expectNoViolationsIn(page, "[popover]:popover-open");
  await months.last().click();
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  await expect(page.getByRole("button", { name: "Previous month" })).toBeDisabled();
  await expect(page.getByRole("switch", { name: /Compare with/ })).toHaveCount(0);
});

for (const width of [1440, 768, 390, 320])
  test(`at ${width} px the line of a bar is one line above the bars, and within the chart`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${ATLAS}/ai-cost?range=30d`);
    const chart = page.getByRole("listbox", { name: "Daily spend" });
    await chart.focus();
    for (const key of ["End", "ArrowLeft", "Home"]) {
      await page.keyboard.press(key);
      const card = await page.getByRole("region", { name: "Daily spend" }).boundingBox();
      const line = await page.getByRole("tooltip").boundingBox();
      const plot = await chart.boundingBox();
      if (!card || !line || !plot) throw new Error("the chart is not on screen");
      expect(line.height).toBeLessThanOrEqual(28);
      expect(line.y + line.height).toBeLessThanOrEqual(plot.y);
      expect(line.x).toBeGreaterThanOrEqual(card.x);
      expect(line.x + line.width).toBeLessThanOrEqual(card.x + card.width);
    }
  });

test("month, days and tab survive a change of the product and the way back from a run", async ({
  page,
}) => {
  await page.goto(`${ATLAS}/ai-cost?range=14d&tab=pipelines&agent=implementation`);
  await page.getByRole("tabpanel").getByRole("row").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/pipelines\//);
  await page.getByRole("link", { name: "AI Cost & Budget" }).first().click();
  await expect(page).toHaveURL(/range=14d&tab=pipelines&agent=implementation/);
  await page.getByRole("button", { name: /Switch product/ }).click();
  await page.getByRole("list", { name: "Products" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/range=14d&tab=pipelines$/);
});

test("a product without usage says how to send some, on every tab", async ({ page }) => {
  await page.goto(`${EMBER}/ai-cost`);
  for (const name of ["By Agent Type", "Monthly Trend", "Top Pipelines", "Recent Runs"]) {
    await page.getByRole("tab", { name }).click();
    await expect(page.getByRole("tabpanel", { name })).toContainText("import a file");
  }
});
