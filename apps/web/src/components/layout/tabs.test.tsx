import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Tabs } from "./tabs";

afterEach(cleanup);

function show(onIntent = vi.fn()) {
  function Example() {
    const [value, setValue] = useState<"one" | "two" | "three">("one");
    const tabs = [
      { value: "one", label: "One" },
      { value: "two", label: "Two", onIntent },
      { value: "three", label: "Three" },
    ] as const;
    return (
      <Tabs label="Views" tabs={tabs} value={value} onChange={setValue}>
        panel of {value}
      </Tabs>
    );
  }
  render(<Example />);
  return { user: userEvent.setup(), onIntent };
}

const selected = () => screen.getByRole("tab", { selected: true }).textContent;
const focused = () => document.activeElement?.textContent;

test("the panel is named by its tab", () => {
  show();
  expect(screen.getByRole("tabpanel", { name: "One" }).textContent).toBe("panel of one");
});

test("arrow keys, Home and End move the focus; only Enter or Space selects", async () => {
  const { user } = show();
  await user.tab();
  expect(focused()).toBe("One");
  await user.keyboard("{ArrowRight}");
  expect([focused(), selected()]).toEqual(["Two", "One"]);
  await user.keyboard("{Enter}");
  expect(selected()).toBe("Two");
  await user.keyboard("{End}");
  expect([focused(), selected()]).toEqual(["Three", "Two"]);
  await user.keyboard(" ");
  expect(selected()).toBe("Three");
  await user.keyboard("{ArrowRight}");
  expect(focused()).toBe("One");
  await user.keyboard("{ArrowLeft}{Home}");
  expect(focused()).toBe("One");
});

test("the tabs are one tab stop", async () => {
  const { user } = show();
  await user.tab();
  await user.tab();
  expect(screen.getByRole("tablist").contains(document.activeElement)).toBe(false);
});

test("the focus returns to the selected tab, wherever the arrows went", async () => {
  const { user } = show();
  await user.tab();
  await user.keyboard("{End}");
  await user.tab();
  await user.tab({ shift: true });
  expect(focused()).toBe("One");
});

test("a click selects", async () => {
  const { user } = show();
  await user.click(screen.getByRole("tab", { name: "Three" }));
  expect(screen.getByRole("tabpanel").textContent).toBe("panel of three");
});

test("hover and focus call onIntent", async () => {
  const { user, onIntent } = show();
  await user.hover(screen.getByRole("tab", { name: "Two" }));
  expect(onIntent).toHaveBeenCalledTimes(1);
  await user.unhover(screen.getByRole("tab", { name: "Two" }));
  await user.tab();
  await user.keyboard("{ArrowRight}");
  expect(onIntent).toHaveBeenCalledTimes(2);
});
