import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

/** Reads a CSV file without quoted fields into its rows by column. */
function rowsOf(text: string): Record<string, string>[] {
  const [names = [], ...rows] = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((fields) => Object.fromEntries(fields.map((field, at) => [names[at], field])));
}

test("a table is sorted, opened and exported, and the file is what the page shows", async ({
  page,
}) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/ai-cost`);
  const table = page.getByRole("table", { name: "Spend by agent type" });
  await table.getByRole("button", { name: "Tokens" }).click();
  await expect(page).toHaveURL(/sort=tokens\.descending/);
  await expect(table.getByRole("columnheader", { name: "Tokens" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );

  const first = table.getByRole("row").nth(1);
  await first.getByRole("button", { expanded: false }).click();
  await expect(table.getByText(/completed · \d+ failed/)).toBeVisible();
  await expect(table.getByRole("rowheader", { name: /claude|gpt|gemini/ }).first()).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("tabpanel").getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Atlas agents \d{4}-\d{2}\.csv$/);
  const exported = rowsOf(await (await page.request.get(download.url())).text());
  const tokens = exported.map((row) => Number(row.total_tokens));
  expect(tokens).toEqual(tokens.toSorted((a, b) => b - a));

  const name = exported[0]?.label ?? "";
  await expect(first.getByRole("rowheader")).toHaveText(name);
  const cost = Number(exported[0]?.cost_usd).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  await expect(first).toContainText(`$${cost}`);
});

test("nobody exports a product that is not theirs", async ({ page }) => {
  const address = `${ATLAS}/ai-cost/export?table=agents`;
  const signedOut = await page.request.get(address, { maxRedirects: 0 });
  expect(signedOut.status()).toBe(307);
  expect(signedOut.headers().location).toContain("/sign-in?next=");
  await openSession(page, "stranger");
  expect((await page.request.get(address)).status()).toBe(404);
});
