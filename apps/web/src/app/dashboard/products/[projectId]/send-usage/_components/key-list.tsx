import { useId } from "react";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { Table } from "@/components/table/table";
import type { Key } from "../outputs";
import { KeyRow } from "./key-row";

const COLUMNS = [
  { label: "Name" },
  { label: "Ends in" },
  { label: "Created, UTC" },
  { label: "By" },
  { label: "Last used, UTC" },
  { label: "Actions", hidden: true },
] as const;

interface KeyListProps {
  query: QueryState<Key[]>;
  asOf: string;
  mayRevoke: boolean;
  /** The promise rejects when the key could not be revoked. */
  onRevoke: (keyId: string) => Promise<unknown>;
}

/**
 * The keys of the product, each with its creator, its last use and a button that revokes it. Renders
 * nothing when there are no keys.
 */
export function KeyList({ query, asOf, mayRevoke, onRevoke }: KeyListProps) {
  const titleId = useId();
  const isEmpty = query.data?.length === 0 || (!query.data && !query.error);
  if (isEmpty) return null;
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Keys" />
      <QueryResult query={query} subject="keys" height="min-h-40">
        {(keys) => (
          <Table caption="Keys, newest first, revoked keys last" columns={COLUMNS}>
            {keys.map((key) => (
              <KeyRow
                key={key.keyId}
                ingestKey={key}
                asOf={asOf}
                mayRevoke={mayRevoke}
                onRevoke={() => onRevoke(key.keyId)}
              />
            ))}
          </Table>
        )}
      </QueryResult>
    </Card>
  );
}
