import type { APIResponse } from "@playwright/test";
import { ATLAS, HARBOR } from "./demo-story";
import { expect, openSession, test } from "./test";

const NO_SUCH = "/dashboard/products/01980000-0000-7000-8000-0000000000ff";

/** An answer without what differs by its nature: the ids asked for, the nonce, the request id, the date. */
async function bare(answer: APIResponse) {
  const { "x-request-id": requestId = "", date: _, ...headers } = answer.headers();
  const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "";
  const text = JSON.stringify([answer.status(), headers, await answer.text()]);
  const withoutIds = [requestId, nonce]
    .filter((part) => part !== "")
    .reduce((rest, part) => rest.replaceAll(part, "-"), text);
  return withoutIds.replace(/01980000-0000-7000-8000-[0-9a-f]{12}/g, "id");
}

test("a stranger finds nothing where a product is, exactly as where there is none", async ({
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
    expect(await bare(foreign), path).toBe(await bare(missing));
  }
  await page.goto(`${ATLAS}/ai-cost`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
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
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    await expect(page).toHaveTitle(/^Not found/);
  });
}

test("a member reads, but may not set the budget by any way", async ({ page, baseURL }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/ai-cost`);
  await expect(page.getByText("Owners and admins set the budget")).toBeVisible();
  await expect(page.getByRole("button", { name: /budget/i })).toHaveCount(0);
  const projectId = ATLAS.split("/").at(-1);
  const answer = await page.request.post("/api/trpc/aiCost.setBudgetLimit", {
    data: { projectId, limitDollars: 1 },
    headers: { origin: baseURL ?? "" },
  });
  expect(answer.status()).toBe(403);
});

test("another site's page changes nothing, and a form is no change at all", async ({ page }) => {
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

test("procedures answer plain JSON, without a session UNAUTHORIZED, and are never kept", async ({
  request,
}) => {
  const answer = await request.get("/api/trpc/aiCost.getCrossProjectSummary");
  expect(answer.status()).toBe(401);
  expect((await answer.json()).error.data.code).toBe("UNAUTHORIZED");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(answer.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("more than twenty procedures in one request are refused", async ({ request }) => {
  const names = Array.from({ length: 21 }, () => "projects.list").join(",");
  expect((await request.get(`/api/trpc/${names}?batch=1`)).status()).toBe(400);
});

test("the server says that it is well", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect([answer.status(), await answer.json()]).toEqual([200, { status: "ok" }]);
});
