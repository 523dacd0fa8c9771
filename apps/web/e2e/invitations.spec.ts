import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "./accessibility";
import { expect, openSession, test } from "./test";

const PASSWORD = "a password of the journey";
const newAddress = (name: string) => `${name}-${Date.now()}@example.com`;

/** Creates a product as the stranger of the demo and opens its page Members. */
async function openMembersOfNewProduct(page: Page): Promise<string> {
  const name = `Lark ${Date.now()}`;
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
  return name;
}

/** Invites an address on the page Members and returns the link, which the page shows once. */
async function invite(page: Page, email: string): Promise<string> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("heading", { name: `Send this link to ${email}.` })).toBeVisible();
  return (await page.getByText(/\/invitations\/inv_/).textContent()) ?? "";
}

/** Opens a link as a person who has not signed in. */
async function openAsVisitor(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

async function createAccount(page: Page, email: string) {
  await page.getByRole("link", { name: "Create an account" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page.getByLabel("E-mail")).toHaveAttribute("readonly");
  await page.getByLabel("Name").fill("Ines");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
}

test("an invited person creates an account although sign-up is closed, accepts, and leaves", async ({
  page,
  browser,
}) => {
  // Four pages are searched for violations.
  test.slow();
  const name = await openMembersOfNewProduct(page);
  const email = newAddress("ines");
  const link = await invite(page, email);
  await expectNoViolations(page);
  const row = page.getByRole("row", { name: new RegExp(email) });
  await expect(row).toContainText("Demo stranger");

  const invited = await openAsVisitor(browser, link);
  await expect(invited.getByRole("heading", { name: `You are invited to ${name}` })).toBeVisible();
  await expect(invited.getByText("stranger@example.com")).toBeVisible();
  await expectNoViolations(invited);
  await createAccount(invited, email);
  await expect(invited.getByRole("button", { name: "Accept" })).toBeVisible();
  await expectNoViolations(invited);
  await invited.goto("/dashboard");
  await expect(invited.getByText(name)).toHaveCount(0);

  await invited.goto(link);
  await invited.getByRole("button", { name: "Accept" }).click();
  await expect(invited).toHaveURL(/\/ai-cost$/);
  await invited.getByRole("link", { name: "Members" }).click();
  const dialog = invited.getByRole("dialog");
  // A click before the page is hydrated has no effect.
  await expect(async () => {
    await invited.getByRole("button", { name: "Leave this product" }).click();
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(dialog).toContainText("To come back you need an invitation.");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(invited).toHaveURL(/\/dashboard$/);
  await expect(invited.getByText(name)).toHaveCount(0);

  const used = await invited.goto(link);
  expect(used?.status()).toBe(404);
  await expect(
    invited.getByRole("heading", { name: "This invitation is not valid" }),
  ).toBeVisible();
  await expectNoViolations(invited);
});

test("somebody else cannot accept, signs out, and the invited person signs in with the address fixed", async ({
  page,
  browser,
}) => {
  await openMembersOfNewProduct(page);
  const link = await invite(page, "member@example.com");
  const other = await openAsVisitor(browser, "/sign-in");
  await other.getByRole("button", { name: "Continue as admin" }).click();
  await other.waitForURL("**/dashboard");
  await other.goto(link);
  await expect(other.getByText(/You are signed in as admin@example.com/)).toBeVisible();
  await expect(other.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await expectNoViolations(other);
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.getByRole("link", { name: "Sign in" }).click();
  await expect(other.getByLabel("E-mail")).toHaveValue("member@example.com");
  await expectNoViolations(other);
  await other.getByLabel("Password").fill("demo-password");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("button", { name: "Accept" })).toBeVisible();
  await other.getByRole("button", { name: "Decline" }).click();
  await expect(other.getByRole("heading", { name: "You declined the invitation" })).toBeVisible();
  await expectNoViolations(other);
});

test("a person without JavaScript declines without an account", async ({ page, browser }) => {
  await openMembersOfNewProduct(page);
  const email = newAddress("nobody");
  const link = await invite(page, email);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await visitor.getByRole("button", { name: "Decline" }).click();
  await expect(visitor.getByRole("heading", { name: "You declined the invitation" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: new RegExp(email) })).toHaveCount(0);
});

test("a new link and a revocation end the earlier link, in the same words", async ({
  page,
  browser,
}) => {
  await openMembersOfNewProduct(page);
  const email = newAddress("twice");
  const first = await invite(page, email);
  await page.getByRole("button", { name: `New link for ${email}` }).click();
  const shown = page.getByText(/\/invitations\/inv_/);
  await expect(shown).not.toHaveText(first);
  const second = (await shown.textContent()) ?? "";
  const visitor = await openAsVisitor(browser, second);
  await expect(visitor.getByRole("link", { name: "Create an account" })).toBeVisible();
  await page.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: new RegExp(email) })).toHaveCount(0);
  const texts = new Set<string>();
  for (const link of [first, second, "/invitations/inv_nothing"]) {
    expect((await visitor.goto(link))?.status()).toBe(404);
    texts.add((await visitor.getByRole("main").textContent()) ?? "");
  }
  expect(texts.size).toBe(1);
});
