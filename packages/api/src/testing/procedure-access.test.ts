import { expect, test } from "vitest";
import { PROCEDURE_ACCESS } from "./procedure-access";
import { type Procedure, procedures } from "./procedures";

test("the access table has exactly the procedures of the router", () => {
  const paths = procedures().map(({ path }) => path);
  expect(Object.keys(PROCEDURE_ACCESS).sort()).toEqual(paths.sort());
});

/** The input fields that can contain an id or an email address from another project. */
const idFieldsOf = ({ input }: Procedure): string[] =>
  Object.entries(input.properties ?? {})
    .filter(([name, { format }]) => format === "uuid" || name === "email")
    .map(([name]) => name);

test.each(procedures())(
  "the access table has every id and required field of $path",
  (procedure) => {
    const { idFields, otherFields } = PROCEDURE_ACCESS[procedure.path];
    expect(Object.keys(idFields).sort()).toEqual(idFieldsOf(procedure).sort());
    for (const field of procedure.input.required ?? [])
      expect({ ...idFields, ...otherFields }).toHaveProperty(field);
  },
);
