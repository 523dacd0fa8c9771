import type { Schema } from "@/app/api/v1/openapi.json/document";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";
import { fieldRows } from "../field-rows";
import { Inline } from "./prose";

const COLUMNS = [{ label: "Field" }, { label: "Type" }, { label: "Meaning" }] as const;

/** A table with the type and meaning of each field of an object. */
export function FieldTable({ caption, schema }: { caption: string; schema: Schema }) {
  return (
    <Table caption={caption} columns={COLUMNS}>
      {fieldRows(schema).map(({ name, isRequired, type, description, example }) => (
        <Row key={name}>
          <RowHeader className="align-top">
            <code className="font-mono text-xs">{name}</code>
            {isRequired && <span className="text-muted text-xs"> required</span>}
          </RowHeader>
          <Cell phone="full" className="align-top text-muted text-xs">
            {type}
          </Cell>
          <Cell phone="full" className="align-top">
            <Inline text={description} />
            {example && (
              <span className="wrap-anywhere block text-muted text-xs">
                For example <code className="font-mono">{example}</code>
              </span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
