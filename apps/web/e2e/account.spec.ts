import { expect, openSession, signInByRequest, test } from "./test";

test("a person sees their sessions and signs a device out", async ({
  page,
  playwright,
  baseURL,
}) => {
  const phone = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/604.1" },
  });
  await signInByRequest(phone, "admin");
  await openSession(page, "admin");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Account of Demo admin" }).click();
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "This device" })).toContainText("now");

  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign out Safari on iPhone" })).toHaveCount(0);
  const response = await phone.get("/dashboard", { maxRedirects: 0 });
  expect(response.status()).toBe(307);
  await phone.dispose();
});

test("a wrong current password is explained, and both passwords stay", async ({ page }) => {
  await openSession(page, "admin");
  await page.goto("/dashboard/account");
  await page.getByLabel("Current password").fill("not-the-password");
  await page.getByLabel("New password").fill("a new password");
  await page.getByRole("button", { name: "Change password" }).click();
  const problem = page.getByRole("alert").filter({ hasText: "That is not your current password." });
  await expect(problem).toBeVisible();
  await expect(page.getByLabel("Current password")).toHaveValue("not-the-password");
  await expect(page.getByLabel("New password")).toHaveValue("a new password");
});

test("a person changes their name, and the page shows it", async ({ page }) => {
  await openSession(page, "stranger");
  await page.goto("/dashboard/account");
  for (const name of ["Grace Hopper", "Demo stranger"]) {
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Your name").press("Enter");
    await expect(page.getByText("Your name is saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: `Account of ${name}` })).toBeVisible();
  }
});
