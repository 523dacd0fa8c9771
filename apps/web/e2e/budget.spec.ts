import { DRIFT } from "./demo-story";
import { expect, openSession, test } from "./test";

// Both change the budget of one product.
test.describe.configure({ mode: "serial" });
test("a budget is set, exceeded, met again and cleared", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto(`${DRIFT}/ai-cost`);
  const meter = page.getByRole("meter", { name: "Budget used" });
  await expect(meter).toHaveCount(0);

  await page.getByRole("button", { name: "Set budget" }).click();
  const dialog = page.getByRole("dialog", { name: "Monthly budget" });
  const limit = dialog.getByLabel("Monthly limit in US dollars");
  await limit.fill("0");
  await expect(limit).toHaveAttribute("aria-invalid", "true");
  await limit.fill("0.01");
  await dialog.getByRole("button", { name: "Save limit" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Budget", exact: true })).toContainText(
    "Budget exceeded",
  );
  await expect(meter).toHaveAttribute("aria-valuenow", "100");
  await expect(meter).toHaveAttribute("aria-valuetext", /of \$0\.01/);

  await page.getByRole("button", { name: "Edit budget" }).click();
  await limit.fill("1000000");
  await dialog.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByRole("region", { name: "Budget", exact: true })).toContainText(
    "Within budget",
  );

  await page.getByRole("button", { name: "Edit budget" }).click();
  await dialog.getByRole("button", { name: "Remove limit" }).click();
  await expect(meter).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Set budget" })).toBeVisible();
});

test("a change of the budget is followed by one request for everything that shows money", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto(`${DRIFT}/ai-cost`);
  await page.getByRole("button", { name: /(Set|Edit) budget/ }).click();
  await page.getByLabel("Monthly limit in US dollars").fill("999999");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/"))
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(asked[0]).toBe("POST /api/trpc/aiCost.setBudgetLimit");
  expect(asked.filter((request) => request.startsWith("GET"))).toHaveLength(1);
  await page.getByRole("button", { name: "Edit budget" }).click();
  await page.getByRole("button", { name: "Remove limit" }).click();
  await expect(page.getByRole("button", { name: "Set budget" })).toBeVisible();
});
