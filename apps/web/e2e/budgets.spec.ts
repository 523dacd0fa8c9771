import { expectNoViolationsIn } from "./accessibility";
import { BEACON } from "./demo-story";
import { expect, openSession, test } from "./test";

test("a budget for an agent type is tested, set, raised and removed, and its history stays", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto(`${BEACON}/ai-cost`);
  await page.getByRole("link", { name: "Budgets", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Budgets" })).toBeVisible();
  await expect(page.getByRole("meter", { name: "Budget of the whole product" })).toBeVisible();

  await page.getByRole("button", { name: "Add budget" }).click();
  const dialog = page.getByRole("dialog", { name: "New budget" });
  const save = dialog.getByRole("button", { name: "Save budget" });
  await dialog.getByLabel("Name").focus();
  const place = await save.boundingBox();
  await dialog.getByLabel("Name").fill("research");
  await dialog.getByLabel("Monthly limit in US dollars").fill("0.01");
  await dialog.getByLabel("Reason (optional)").fill("a trial");
  await expect(dialog.getByText(/alerts in \d of the last 6 months/)).toBeVisible();
  await expectNoViolationsIn(page, "dialog");
  expect(await save.boundingBox(), "the answer moves the button").toEqual(place);
  await save.click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row", { name: /Research/ }).first();
  await expect(row).toContainText("of $0.01");

  await page.getByRole("button", { name: "Edit budget of Research" }).click();
  const edit = page.getByRole("dialog", { name: "Budget of Research" });
  await edit.getByLabel("Monthly limit in US dollars").fill("1000000");
  await edit.getByLabel("Alert at percent of it").fill("50, 90");
  await edit.getByRole("button", { name: "Save budget" }).click();
  await expect(row).toContainText("Within budget");

  await page.getByRole("button", { name: "Remove budget of Research" }).click();
  const question = page.getByRole("dialog", { name: "Remove a budget" });
  await question.getByRole("button", { name: "Remove budget" }).click();
  await expect(page.getByRole("button", { name: "Edit budget of Research" })).toHaveCount(0);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Research: removed");
  await expect(history).toContainText("a trial");
});
