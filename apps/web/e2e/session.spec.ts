import { ATLAS } from "./demo-story";
import { expect, signIn, test } from "./test";

test("a visitor signs in with one click and signs out; then Back shows the sign-in page", async ({
  page,
}) => {
  await signIn(page, "owner");
  await expect(page.getByRole("heading", { name: "Products", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Account of Demo owner" }).click();
  await expect(page.getByText("owner@example.com")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdashboard$/);
});

test("a wrong password is explained, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByLabel("Password").fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "is wrong" })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
  await expect(page.getByLabel("Password")).toHaveValue("not-the-password");
});

test("an address without a dot, such as ada@localhost, is accepted", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("ada@localhost");
  await page.getByLabel("Password").fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "is wrong" })).toBeVisible();
});

test("too many wrong passwords have their own message", async ({ page }) => {
  await page.goto("/sign-in");
  for (let attempt = 0; attempt < 11; attempt++) {
    await page.getByLabel("E-mail").fill("tried@example.com");
    await page.getByLabel("Password").fill(`guess-${attempt}`);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Sign in" }).click();
    await answered;
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  }
  await expect(page.getByRole("alert").filter({ hasText: "Too many attempts" })).toBeVisible();
});

test("after signing in a person returns to the page that they opened", async ({ page }) => {
  await page.goto(`${ATLAS}/ai-cost?range=7d`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("button", { name: "Continue as member" }).click();
  await expect(page).toHaveURL(`${ATLAS}/ai-cost?range=7d`);
});

test("the redirect after signing in never leaves the site", async ({ page }) => {
  await page.goto("/sign-in?next=https://example.org/");
  await page.getByRole("button", { name: "Continue as member" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("the sign-out page asks first", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/sign-out");
  await expect(page.getByText("You are signed in as admin@example.com.")).toBeVisible();
  await page.getByRole("link", { name: "Stay signed in" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/sign-out");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("sign-up says that it is closed", async ({ page }) => {
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { name: "Sign-up is closed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create account" })).toHaveCount(0);
});

test("four people sign in from one address in one second", async ({ browser }) => {
  const roles = ["owner", "admin", "member", "stranger"] as const;
  await Promise.all(
    roles.map(async (role) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await signIn(page, role);
      await expect(page.getByRole("heading", { name: "Products", exact: true })).toBeVisible();
      await context.close();
    }),
  );
});
