import type { APIResponse } from "@playwright/test";
import { ATLAS, HARBOR } from "./demo-story";
import { expect, openSession, test } from "./test";

const NO_SUCH = "/dashboard/products/01980000-0000-7000-8000-0000000000ff";

/**
 * A response without the parts that differ in every response: the ids in the path, the nonce, the
 * request id and the date.
 */
async function comparable(response: APIResponse) {
  const { "x-request-id": requestId = "", date: _, ...headers } = response.headers();
  const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "";
  // The rows of the page's data come in any order, with a number each.
  const rows = (await response.text())
    .split(/\\n|"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/)
    .map((row) => row.replace(/^[0-9a-f]+:/, ""))
    .sort();
  const text = JSON.stringify([response.status(), headers, rows]);
  const withoutIds = [requestId, nonce]
    .filter((part) => part !== "")
    .reduce((rest, part) => rest.replaceAll(part, "-"), text);
  return withoutIds.replace(/01980000-0000-7000-8000-[0-9a-f]{12}/g, "id");
}

test("a stranger gets the same 404 for a product as for one that does not exist", async ({
  page,
}) => {
  await openSession(page, "stranger");
  for (const path of [
    "",
    "/ai-cost",
    "/ai-cost?tab=recent&range=7d",
    "/members",
    "/audit-trail",
    "/send-usage",
    "/prices",
    "/pipelines/01980000-0000-7000-8000-000000000001",
  ]) {
    const foreign = await page.request.get(ATLAS + path, { maxRedirects: 0 });
    const missing = await page.request.get(NO_SUCH + path, { maxRedirects: 0 });
    expect(foreign.status(), path).toBe(404);
    expect(await comparable(foreign), path).toBe(await comparable(missing));
  }
  await page.goto(`${ATLAS}/ai-cost`);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await page.getByRole("link", { name: "Go to your products" }).click();
  await expect(page.getByRole("link", { name: "Harbor" })).toBeVisible();
});

for (const path of [
  "/dashboard/products/atlas/ai-cost",
  "/dashboard/products/%00/ai-cost",
  `${ATLAS}/pipelines/not-a-run`,
  `${ATLAS}/pipelines/01980000-0000-7000-8000-0000000000ff`,
  `${ATLAS}/nothing`,
  "/nothing",
]) {
  test(`${path} is a real 404`, async ({ page }) => {
    await openSession(page, "owner");
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    await expect(page).toHaveTitle(/^Not found/);
  });
}

test("a member can read, but cannot set the budget in any way", async ({ page, baseURL }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/ai-cost`);
  await expect(page.getByText("Owners and admins set the budget")).toBeVisible();
  await expect(page.getByRole("button", { name: /budget/i })).toHaveCount(0);
  const projectId = ATLAS.split("/").at(-1);
  const response = await page.request.post("/api/trpc/aiCost.setBudgetLimit", {
    data: { projectId, limitDollars: 1 },
    headers: { origin: baseURL ?? "" },
  });
  expect(response.status()).toBe(403);
});

test("a page of another site changes nothing, and a form is refused", async ({ page }) => {
  await openSession(page, "owner");
  const projectId = HARBOR.split("/").at(-1);
  const url = "/api/trpc/aiCost.clearBudgetLimit";
  const foreign = await page.request.post(url, {
    data: { projectId },
    headers: { origin: "https://example.org" },
  });
  expect(foreign.status()).toBe(403);
  const form = await page.request.post(url, { form: { projectId: projectId ?? "" } });
  expect(form.status()).toBe(415);
});

test("procedures return JSON, UNAUTHORIZED without a session, and are never cached", async ({
  request,
}) => {
  const response = await request.get("/api/trpc/aiCost.getCrossProjectSummary");
  expect(response.status()).toBe(401);
  expect((await response.json()).error.data.code).toBe("UNAUTHORIZED");
  expect(response.headers()["cache-control"]).toBe("no-store");
  expect(response.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("more than twenty procedures in one request are refused", async ({ request }) => {
  const names = Array.from({ length: 21 }, () => "projects.list").join(",");
  expect((await request.get(`/api/trpc/${names}?batch=1`)).status()).toBe(400);
});

test("the health check succeeds", async ({ request }) => {
  const response = await request.get("/api/health");
  expect([response.status(), await response.json()]).toEqual([200, { status: "ok" }]);
});
