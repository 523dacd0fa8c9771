import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import type { Session } from "../outputs";
import { SessionsView } from "./sessions-view";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const AS_OF = "2026-11-15T12:00:00.000Z";
const session = (given: Partial<Session> = {}): Session => ({
  sessionId: "s1",
  device: "Firefox on Linux",
  ipAddress: "192.0.2.7",
  signedInAt: "2026-11-14T09:41:00.000Z",
  lastSeenAt: "2026-11-15T11:59:00.000Z",
  isCurrent: false,
  ...given,
});
const CURRENT = session({ isCurrent: true });
const PHONE = session({
  sessionId: "s2",
  device: "Safari on iPhone",
  lastSeenAt: "2026-11-15T09:00:00.000Z",
});

function show(sessions: readonly Session[]) {
  const onRevoke = vi.fn(async () => {});
  const onRevokeOthers = vi.fn(async () => {});
  render(
    <SessionsView
      sessions={sessions}
      asOf={AS_OF}
      onRevoke={onRevoke}
      onRevokeOthers={onRevokeOthers}
    />,
  );
  return { onRevoke, onRevokeOthers };
}

const rows = () => screen.getAllByRole("row").slice(1);
const click = (name: string, within_ = screen.getByRole("table")) =>
  userEvent.click(within(within_).getByRole("button", { name }));

test("each session has its device, its address and when it was last seen", () => {
  show([CURRENT, PHONE]);
  const [first, second] = rows().map(({ textContent }) => textContent);
  expect(first).toContain("Firefox on Linux This device");
  expect(first).toContain("now");
  expect(second).toContain("Safari on iPhone");
  expect(second).toContain("192.0.2.7");
  expect(second).toContain("3 h ago");
});

test("the current session cannot be ended here, and alone it offers nothing", () => {
  show([CURRENT]);
  expect(screen.queryByRole("button")).toBeNull();
});

test("unknown is said, not left out", () => {
  show([CURRENT, session({ sessionId: "s2", device: null, ipAddress: null })]);
  expect(rows()[1]?.textContent).toContain("Unknown device");
  expect(rows()[1]?.textContent).toContain("—");
});

test("ending a session asks first", async () => {
  const { onRevoke } = show([CURRENT, PHONE]);
  await click("Sign out Safari on iPhone");
  expect(onRevoke).not.toHaveBeenCalled();
  await click("Sign out", screen.getByRole("dialog"));
  expect(onRevoke).toHaveBeenCalledWith("s2");
});

test("ending all others asks first", async () => {
  const { onRevokeOthers } = show([CURRENT, PHONE]);
  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere else" }));
  expect(onRevokeOthers).not.toHaveBeenCalled();
  await click("Sign out", screen.getByRole("dialog"));
  expect(onRevokeOthers).toHaveBeenCalledOnce();
});
