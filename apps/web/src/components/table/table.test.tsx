import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { Sort } from "./sort";
import { Cell, type Column, Row, RowHeader, Table } from "./table";

afterEach(cleanup);

type Key = "name" | "cost";

const COLUMNS: readonly Column<Key>[] = [
  { label: "Name", sortKey: "name" },
  { label: "Note" },
  { label: "Cost", align: "right", sortKey: "cost" },
];

function SortedTable() {
  const [sort, onSort] = useState<Sort<Key>>({ by: "cost", direction: "descending" });
  return (
    <Table caption="Things" columns={COLUMNS} sorting={{ sort, onSort }}>
      <Row>
        <RowHeader>{`${sort.by} ${sort.direction}`}</RowHeader>
        <Cell>note</Cell>
        <Cell align="right">$1.00</Cell>
      </Row>
    </Table>
  );
}

const sort = () => screen.getByRole("rowheader").textContent;
const header = (name: string) => screen.getByRole("columnheader", { name: new RegExp(name) });
const button = (name: string) => within(header(name)).getByRole("button");

test("a header sorts: figures from the largest, names from the first, and again in reverse", async () => {
  const user = userEvent.setup();
  render(<SortedTable />);
  expect(header("Cost").getAttribute("aria-sort")).toBe("descending");
  expect(header("Name").getAttribute("aria-sort")).toBeNull();
  await user.click(button("Name"));
  expect(sort()).toBe("name ascending");
  await user.click(button("Cost"));
  expect(sort()).toBe("cost descending");
  button("Cost").focus();
  await user.keyboard("{Enter}");
  expect(sort()).toBe("cost ascending");
  expect(header("Cost").getAttribute("aria-sort")).toBe("ascending");
});

test("a column without a sort key is no button", () => {
  render(<SortedTable />);
  expect(within(header("Note")).queryByRole("button")).toBeNull();
});

test("a narrow table has a choice of the sort instead", async () => {
  const user = userEvent.setup();
  render(<SortedTable />);
  await user.selectOptions(screen.getByLabelText("Sort by"), "Name");
  expect(sort()).toBe("name ascending");
  await user.click(screen.getByRole("button", { name: "Ascending; sort descending" }));
  expect(sort()).toBe("name descending");
});
