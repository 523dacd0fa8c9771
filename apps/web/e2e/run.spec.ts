import { ATLAS, outlierMonth } from "./demo-story";
import { expect, openSession, test } from "./test";

const TOP_PIPELINES = `${ATLAS}/ai-cost?tab=pipelines&month=${outlierMonth(new Date())}`;

test("the most expensive run opens from Top Pipelines with its total, its jobs and pages of charges", async ({
  page,
}) => {
  await openSession(page, "owner");
  await page.goto(TOP_PIPELINES);
  const link = page.getByRole("tabpanel").getByRole("link").first();
  const name = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("region", { name: "Total of this run" })).toContainText(
    /Total cost.*\$[\d.,]+.*Token usage.*Agent jobs.*Charges/,
  );
  await expect(
    page.getByRole("table", { name: /Jobs of this run/ }).getByRole("row"),
  ).not.toHaveCount(1);

  const charges = page.getByRole("table", { name: /Charges of this run/ });
  await expect(charges.getByRole("row")).toHaveCount(51);
  const newest = await charges.getByRole("row").nth(1).textContent();
  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page).toHaveURL(/chargesAfter=/);
  await expect(charges.getByRole("row").nth(1)).not.toHaveText(newest ?? "");
  await page.goBack();
  await expect(charges.getByRole("row").nth(1)).toHaveText(newest ?? "");

  await page.getByRole("main").getByRole("link", { name: "AI Cost & Budget" }).click();
  await expect(page).toHaveURL(/\/ai-cost\?.*tab=pipelines/);
});

test("the page of a run is in the server's HTML, and an invalid cursor shows the first rows", async ({
  page,
}) => {
  await openSession(page, "member");
  await page.goto(TOP_PIPELINES);
  const href = await page.getByRole("tabpanel").getByRole("link").first().getAttribute("href");
  const response = await page.request.get(`${href}?chargesAfter=nonsense`);
  expect(response.status()).toBe(200);
  const html = await response.text();
  expect(html.match(/<tr/g)?.length).toBeGreaterThan(52);
});
