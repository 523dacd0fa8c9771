import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

test("the owner sees every product with its month, most expensive first, and their total", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto("/dashboard");
  const table = page.getByRole("table", { name: /Your products/ });
  await expect(table.getByRole("rowheader").first()).toHaveText("Atlas");
  await expect(table.getByRole("row", { name: /Atlas/ })).toContainText("Approaching budget");
  await expect(table.getByRole("row", { name: /Beacon/ })).toContainText("Within budget");
  await expect(table.getByRole("row", { name: /Courier/ })).toContainText("Budget exceeded");
  await expect(table.getByRole("row", { name: /Ember/ })).toContainText("$0.00");
  await expect(table.getByRole("meter", { name: "Budget used by Courier" })).toHaveAttribute(
    "aria-valuenow",
    "100",
  );
  await expect(table.getByRole("img", { name: /^Daily spend, at most/ })).toHaveCount(4);
  await expect(page.getByRole("region", { name: "Total of your products" })).toContainText(
    /Total Spend.*\$[\d,]+\.\d\d/,
  );
});

test("a click anywhere in its row opens a product", async ({ page }) => {
  await openSession(page, "owner");
  await page.goto("/dashboard");
  await page
    .getByRole("row", { name: /Beacon/ })
    .getByText("Within budget")
    // The link of the row is above its cells.
    .click({ force: true });
  await expect(page.getByRole("button", { name: /Now: Beacon/ })).toBeVisible();
});

test("a shared product is in a table of its own, with the reader's role", async ({ page }) => {
  await openSession(page, "admin");
  await page.goto("/dashboard");
  const shared = page.getByRole("region", { name: "Shared with you" });
  await expect(shared.getByRole("row", { name: /Atlas/ })).toContainText("Admin");
  await expect(page.getByRole("region", { name: "Total of your products" })).toHaveCount(0);
});

test("a person creates a product, invites somebody, changes the role and revokes the invitation", async ({
  page,
}) => {
  const name = `Quill ${Date.now()}`;
  await openSession(page, "stranger");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  await expect(page.getByText(/Nothing has been recorded for this product yet/)).toBeVisible();

  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
  await page.getByLabel("E-mail").fill("someone-new@example.com");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(
    page.getByRole("heading", { name: "Send this link to someone-new@example.com." }),
  ).toBeVisible();

  const row = page.getByRole("row", { name: /someone-new/ });
  await row.getByLabel("Role of someone-new@example.com").selectOption("Admin");
  await expect(row.getByRole("combobox")).toHaveValue("admin");
  await page.reload();
  await expect(row.getByRole("combobox")).toHaveValue("admin");

  await row
    .getByRole("button", { name: "Revoke the invitation of someone-new@example.com" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toHaveCount(0);

  const own = page.getByRole("row", { name: /stranger@example.com/ });
  await own.getByRole("combobox").selectOption("Member");
  await expect(own.getByRole("alert")).toContainText("at least one owner");
});

test("an invalid address is refused at its field", async ({ page }) => {
  await openSession(page, "admin");
  await page.goto(`${ATLAS}/members`);
  const email = `${"x".repeat(250)}@example.com`;
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText("Email must have at most 254 characters.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
});

test("the switcher opens another product, and the sidebar marks the current page", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Atlas" }).click();
  const sidebar = page.getByRole("complementary");
  await expect(sidebar.getByRole("link", { name: "AI Cost & Budget" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await sidebar.getByRole("button", { name: /Switch product/ }).click();
  await page.getByRole("list", { name: "Products" }).getByRole("link", { name: "Beacon" }).click();
  await expect(sidebar.getByRole("button", { name: /Now: Beacon/ })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toHaveText(
    "Products/Beacon/AI Cost & Budget",
  );
  await page.goBack();
  await expect(sidebar.getByRole("button", { name: /Now: Atlas/ })).toBeVisible();
});
