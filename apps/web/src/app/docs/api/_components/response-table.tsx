import type { Operation } from "@/app/api/v1/openapi.json/document";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";

const COLUMNS = [{ label: "Status" }, { label: "Meaning" }, { label: "Headers" }] as const;

/** A table with the meaning of each response status of an endpoint. */
export function ResponseTable({ operation }: { operation: Operation }) {
  return (
    <Table caption={`Responses of ${operation.summary}`} columns={COLUMNS}>
      {Object.entries(operation.responses).map(([status, { description, headers = {} }]) => (
        <Row key={status}>
          <RowHeader className="align-top tabular-nums">{status}</RowHeader>
          <Cell phone="full">{description}</Cell>
          <Cell phone="full" className="font-mono text-muted text-xs">
            {Object.keys(headers).join(", ")}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
