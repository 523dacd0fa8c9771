import { DRIFT } from "./demo-story";
import { expect, openSession, test } from "./test";

// The tests run one after another, because each of them changes the budget of the same product.
test.describe.configure({ mode: "serial" });
test("a budget is set, exceeded, raised and removed", async ({ page }) => {
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
  const question = page.getByRole("dialog", { name: "Remove the monthly limit" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(meter).toHaveCount(1);
  await page.getByRole("button", { name: "Edit budget" }).click();
  await dialog.getByRole("button", { name: "Remove limit" }).click();
  await question.getByRole("button", { name: "Remove limit" }).click();
  await expect(meter).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Set budget" })).toBeVisible();
});

test("after a change of the budget one request fetches everything that shows money", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto(`${DRIFT}/ai-cost`);
  await page.getByRole("button", { name: /(Set|Edit) budget/ }).click();
  await page.getByLabel("Monthly limit in US dollars").fill("999999");
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/"))
      requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(requests[0]).toBe("POST /api/trpc/aiCost.setBudgetLimit");
  expect(requests.filter((request) => request.startsWith("GET"))).toHaveLength(1);
  await page.getByRole("button", { name: "Edit budget" }).click();
  await page.getByRole("button", { name: "Remove limit" }).click();
  await page.getByRole("button", { name: "Remove limit" }).click();
  await expect(page.getByRole("button", { name: "Set budget" })).toBeVisible();
});
