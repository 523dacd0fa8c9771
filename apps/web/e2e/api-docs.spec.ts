import { expect, test } from "./test";

test("the API documentation is public and links to its document", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("AI Cost usage API");
  const document = await (await request.get("/api/v1/openapi.json")).json();
  expect(document.servers).toEqual([{ url: baseURL }]);
  for (const [path, { post }] of Object.entries<{ post: { summary: string } }>(document.paths)) {
    const section = page.getByRole("region", { name: post.summary, exact: true });
    await expect(section.getByText(path, { exact: true })).toBeVisible();
    await expect(section.getByRole("table")).toContainText("429");
  }
  await page.getByRole("link", { name: "OpenAPI 3.1 document" }).click();
  await expect(page).toHaveURL(/\/api\/v1\/openapi\.json$/);
});

test("a section can be reached by keyboard", async ({ page }) => {
  await page.goto("/docs/api");
  const link = page.getByRole("navigation", { name: "On this page" }).getByText("LiteLLM");
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#sendLiteLlmEntries$/);
  await expect(
    page.getByRole("heading", { name: "Send LiteLLM's logging payloads" }),
  ).toBeInViewport();
});

test("the lines to paste are a valid request that only lacks a key", async ({ page, request }) => {
  await page.goto("/docs/api");
  const section = page.getByRole("region", { name: "Send usage events" });
  const lines =
    (await section
      .getByText(/^curl /)
      .first()
      .textContent()) ?? "";
  const [, address = ""] = /^curl (\S+)/.exec(lines) ?? [];
  const body = JSON.parse(/-d '([^']+)'/.exec(lines)?.[1] ?? "");
  const response = await request.post(address, { data: body });
  expect(response.status()).toBe(401);
  expect((await response.json()).error.message).toContain("Authorization: Bearer");
});

test("on paper the page has no navigation and no buttons", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "On this page" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Copy/ }).first()).toBeHidden();
});
