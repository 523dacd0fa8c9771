import type { Schema } from "@/app/api/v1/openapi.json/document";
import { Card, CardHeader } from "@/components/layout/card";
import { FieldTable } from "./field-table";
import { Inline } from "./prose";

/** A card with the fields of one object of a request or response. */
export function SchemaCard({ name, schema }: { name: string; schema: Schema }) {
  const titleId = `schema-${name}`;
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title={name} />
      <p className="px-4 pb-3 text-muted text-sm">
        <Inline text={schema.description ?? ""} />
      </p>
      <FieldTable caption={`Fields of ${name}`} schema={schema} />
    </Card>
  );
}
