import { ATLAS, outlierMonth } from "./demo-story";
import { expect, openSession, test } from "./test";

test("which run cost most, and what was in it", async ({ page }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/pipelines?month=${outlierMonth(new Date())}`);
  await page.getByRole("columnheader", { name: "Cost" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=cost/);
  // Until the sorted runs have arrived, the table shows the earlier ones.
  await expect(page.getByRole("region", { name: "Runs" })).toHaveAttribute("aria-busy", "false");
  const first = page.getByRole("table", { name: "Pipeline runs" }).getByRole("row").nth(1);
  await expect(first).toContainText(/× the typical \$/);
  const cost = (await first.getByText(/^\$[\d,.]+$/).textContent()) ?? "";

  const link = first.getByRole("link");
  const name = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const total = page.getByRole("region", { name: "Total of this run" });
  await expect(total).toContainText(cost);
  await expect(total).toContainText(/× the typical \$.*of input cached/);
  for (const part of ["By agent type", "By model"])
    await expect(page.getByRole("region", { name: part }).getByRole("row").nth(1)).toContainText(
      /\$[\d,.]+.*%/,
    );

  await page.goBack();
  await expect(page).toHaveURL(/sort=cost/);
  await page.getByRole("searchbox").fill(name.toUpperCase());
  await expect(page.getByRole("table", { name: "Pipeline runs" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Cancelled");
  await expect(page.getByText(/No run of .* matches\./)).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("");
});
