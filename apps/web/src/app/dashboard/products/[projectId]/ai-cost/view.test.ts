import { describe, expect, test } from "vitest";
import { loadSearchParams } from "./search-params";
import { dailyInputOf, summaryInputOf, viewOf } from "./view";

const AS_OF = "2026-11-23T21:33:04.000Z";
const P = "project";

async function viewAt(address: string) {
  return viewOf(await loadSearchParams(new URLSearchParams(address)), AS_OF);
}

describe("the view in the address", () => {
  test.each([
    ["", { pastMonth: undefined, range: "30d", tab: "agents" }],
    ["month=2026-10&range=7d&tab=recent", { pastMonth: "2026-10", range: "7d", tab: "recent" }],
    ["month=2000-01", { pastMonth: "2000-01", range: "30d", tab: "agents" }],
  ])("%s", async (address, view) => {
    expect(await viewAt(address)).toEqual(view);
  });

  test.each([
    "month=2026-11",
    "month=2026-12",
    "month=9999-12",
    "month=1999-12",
    "month=2026-13",
    "month=last",
    "month=",
    "range=8d",
    "range=30",
    "tab=costs",
    "tab=__proto__",
    "other=1",
  ])("%s shows the same as without it", async (address) => {
    expect(await viewAt(address)).toEqual(await viewAt(""));
  });
});

test.each([
  ["", { projectId: P }, { projectId: P, days: 30 }],
  ["range=90d", { projectId: P }, { projectId: P, days: 90 }],
  ["month=2026-11&range=7d", { projectId: P }, { projectId: P, days: 7 }],
  [
    "month=2026-02&range=7d",
    { projectId: P, month: "2026-02" },
    { projectId: P, month: "2026-02" },
  ],
])(
  "?%s queries the summary with %j and the days with %j",
  async (address, summaryInput, dailyInput) => {
    const view = await viewAt(address);
    expect(summaryInputOf(P, view)).toEqual(summaryInput);
    expect(dailyInputOf(P, view)).toEqual(dailyInput);
  },
);
