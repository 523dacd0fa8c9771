import { ATLAS } from "./demo-story";
import { expect, signIn, test } from "./test";

test.use({ javaScriptEnabled: false });

test("without scripts a person signs in, reads a month and signs out", async ({ page }) => {
  await signIn(page, "owner");
  await expect(page.getByRole("row", { name: /Atlas/ })).toContainText(/\$[\d,]+\.\d\d/);
  await page.goto(`${ATLAS}/ai-cost`);
  await expect(page.getByText("Total Spend")).toBeVisible();
  await page.goto("/sign-out");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("without scripts a wrong password is explained", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody-else@example.com");
  await page.getByLabel("Password").fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("is wrong")).toBeVisible();
});
