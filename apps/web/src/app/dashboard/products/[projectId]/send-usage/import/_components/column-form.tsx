import { type FormEvent, useId, useState } from "react";
import type { UploadOptionsInput } from "@/app/api/usage-imports/upload";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { ProblemNote } from "@/components/form/problem-note";
import { Select } from "@/components/form/select";
import { COLUMN_FIELDS, guessColumns } from "../column-fields";
import {
  CACHE_COUNTS,
  DATE_ORDERS,
  DECIMAL_SIGNS,
  PRICE_FIELDS,
  typedOptions,
} from "../typed-options";
import type { ChosenFile } from "../use-file-imports";

interface ColumnFormProps {
  chosen: ChosenFile;
  onPreview: (options: UploadOptionsInput) => void;
}

/**
 * How the file is read: for a file in no recognised format what its columns are and what the tokens cost,
 * and for every file how its dates and numbers are written.
 */
export function ColumnForm({ chosen, onPreview }: ColumnFormProps) {
  const { options, columns, result } = chosen;
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedOptions(new FormData(event.currentTarget), columns !== null);
    if ("problem" in typed) setProblem(typed.problem);
    else onPreview({ ...typed.options, ...(options.overlap && { overlap: options.overlap }) });
  }

  return (
    <details open={result?.type !== "previewed"}>
      <summary className="cursor-pointer text-muted text-sm hover:text-ink">
        {columns ? "Columns and notation" : "Notation"}
      </summary>
      <form onSubmit={submit} noValidate className="mt-3 flex flex-col gap-4">
        {columns && <ColumnFields columns={columns} options={options} />}
        {columns && <PriceFields options={options} />}
        <NotationFields options={options} mapsColumns={columns !== null} />
        {problem && <ProblemNote problem={problem} />}
        <Button type="submit" className="self-start">
          Show what would be imported
        </Button>
      </form>
    </details>
  );
}

const GRID = "grid gap-x-3 gap-y-1 sm:grid-cols-2 lg:grid-cols-3";

function ColumnFields({
  columns,
  options,
}: {
  columns: readonly string[];
  options: UploadOptionsInput;
}) {
  const listId = useId();
  const guess: Partial<Record<string, string | null>> = options.mapping ?? guessColumns(columns);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Columns</legend>
      <p className="text-muted text-sm">
        Name the column of each field that the file has. <code>A+B</code> adds two columns up, and{" "}
        <code>=VALUE</code> is for all rows.
      </p>
      <p className="wrap-anywhere text-muted text-sm">
        The file’s columns: <span className="text-ink">{columns.join(", ")}</span>
      </p>
      <datalist id={listId}>
        {columns.map((column) => (
          <option key={column} value={column} />
        ))}
      </datalist>
      <div className={GRID}>
        {COLUMN_FIELDS.map(({ name, label, isRequired }) => (
          <Field
            key={name}
            name={name}
            label={label}
            list={listId}
            autoComplete="off"
            defaultValue={guess[name] ?? ""}
            required={isRequired}
            hint={isRequired ? "Required" : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}

function PriceFields({ options }: { options: UploadOptionsInput }) {
  const prices: Partial<Record<string, string>> = options.prices ?? {};
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Prices</legend>
      <p className="text-muted text-sm">
        Used for rows without a cost, instead of the price of the model. In US dollars per million
        tokens.
      </p>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1 lg:grid-cols-4">
        {PRICE_FIELDS.map(({ name, label }) => (
          <Field
            key={name}
            name={name}
            label={label}
            prefix="$"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={prices[name] ?? ""}
          />
        ))}
      </div>
    </fieldset>
  );
}

function NotationFields({
  options,
  mapsColumns,
}: {
  options: UploadOptionsInput;
  mapsColumns: boolean;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Notation</legend>
      <div className={GRID}>
        <Select
          name="dateOrder"
          label="Order of dates"
          options={DATE_ORDERS}
          defaultValue={options.dateOrder ?? ""}
        />
        <Select
          name="decimalSign"
          label="Decimal sign"
          options={DECIMAL_SIGNS}
          defaultValue={options.decimalSign ?? ""}
        />
        {mapsColumns && (
          <Select
            name="cacheCounts"
            label="Cached tokens are"
            options={CACHE_COUNTS}
            defaultValue={options.cacheCounts ?? ""}
          />
        )}
        <Field
          name="ignoredColumns"
          label="Columns to leave out"
          autoComplete="off"
          hint="Columns that look like usage, separated by commas"
          defaultValue={options.ignoredColumns?.join(", ") ?? ""}
        />
      </div>
    </fieldset>
  );
}
