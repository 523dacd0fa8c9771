import type { Page } from "@playwright/test";
import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

const csvFile = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(`${lines.join("\n")}\n`),
});

/** A usage export of OpenAI: one row a day. */
const usageExport = (...days: readonly string[]) =>
  csvFile(
    "openai-usage.csv",
    "start_time_iso,num_model_requests,model,input_tokens,output_tokens",
    ...days.map((day) => `${day},10,gpt-5-2025-08-07,1000000,1000`),
  );

async function openNewProduct(page: Page, name: string) {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`${name} ${Date.now()}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
  await page.goto(page.url().replace("/ai-cost", "/send-usage"));
  await page.getByRole("link", { name: "Import a file" }).click();
  await expect(page.getByRole("heading", { name: "Import a file" })).toBeVisible();
}

const choose = (page: Page, file: ReturnType<typeof csvFile>) =>
  page.getByLabel(/files$/).setInputFiles(file);

test("an export: choose, preview, import, its month, and importing it again", async ({ page }) => {
  await openSession(page, "stranger");
  await openNewProduct(page, "Importer");
  const file = usageExport("2026-10-05", "2026-10-06", "2026-11-02");
  await choose(page, file);
  const card = page.getByRole("region", { name: "openai-usage.csv" });
  await expect(card).toContainText("OpenAI usage export");
  await expect(card.getByRole("row", { name: /October 2026/ })).toContainText("2M");
  await expect(page.getByText("Nothing is recorded yet.")).toBeVisible();

  await page.getByRole("button", { name: "Import 1 file" }).click();
  const summary = page.getByRole("region", { name: "Imported" });
  await expect(summary).toContainText("Recorded3");
  await summary.getByRole("link", { name: "See October 2026" }).click();
  await expect(page.getByRole("region", { name: "Total Spend" })).toContainText("$2.52");

  await page.goBack();
  await choose(page, file);
  await page.getByRole("button", { name: "Import 1 file" }).click();
  await expect(summary).toContainText("Duplicates3");
  await page.getByRole("link", { name: "Audit trail" }).click();
  for (const state of ["started", "3 new rows", "0 new rows"])
    await expect(
      page.getByRole("row", { name: new RegExp(`openai-usage.csv \\(${state}\\)`) }).first(),
    ).toBeVisible();
});

test("a CSV file with columns of its own, by keyboard", async ({ page }) => {
  await openSession(page, "stranger");
  await openNewProduct(page, "Mapper");
  const header = "when;vendor;in;out;dollars";
  await choose(
    page,
    csvFile("own.csv", header, "2026-11-02T10:00:00Z;openai;1.000;10;0,25", "never;;;;"),
  );
  await expect(page.getByLabel("Input tokens", { exact: true })).toHaveValue("in");
  await page.getByLabel("Cost in dollars").focus();
  await page.keyboard.type("dollars");
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: "own.csv" });
  await expect(card.getByRole("list", { name: "Rejected rows" })).toContainText("Line 3");
  await page.getByRole("button", { name: "Import 1 file" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Imported" })).toContainText("Recorded1");
});

test("an export is refused for days that have other usage, until the person chooses", async ({
  page,
}) => {
  await openSession(page, "stranger");
  await openNewProduct(page, "Twice");
  await choose(
    page,
    csvFile("calls.csv", "time,provider,model,in,out", "2026-11-02T10:00:00Z,openai,gpt-5,1000,10"),
  );
  await page.getByRole("button", { name: "Show what would be imported" }).click();
  await page.getByRole("button", { name: "Import 1 file" }).click();
  await expect(page.getByRole("region", { name: "Imported" })).toContainText("Recorded1");

  await choose(page, usageExport("2026-11-02", "2026-11-03"));
  const card = page.getByRole("region", { name: "openai-usage.csv" });
  await expect(card).toContainText("2 Nov (openai)");
  await card.getByRole("button", { name: "Import only the other days" }).click();
  await expect(card).toContainText("1 row, 1 left out");
  await page.getByRole("button", { name: "Import 1 file" }).click();
  await expect(card).toContainText("1 recorded, 0 already there, 0 rejected, 1 left out");
});

test("a member reads who can import files, and cannot import one in any way", async ({
  page,
  baseURL,
}) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/send-usage/import`);
  await expect(page.getByText("Only owners and admins can import files.")).toBeVisible();
  await expect(page.getByLabel(/files$/)).toHaveCount(0);
  const projectId = ATLAS.split("/").at(-1);
  const send = (headers: Record<string, string>) =>
    page.request.post(`/api/usage-imports?projectId=${projectId}&name=a.csv&mode=import`, {
      data: Buffer.from("time,in,out\n"),
      headers: { "content-type": "application/octet-stream", ...headers },
    });
  expect((await send({ origin: baseURL ?? "" })).status()).toBe(403);
  expect((await send({ origin: "https://evil.example" })).status()).toBe(403);
});
