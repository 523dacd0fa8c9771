import { useId } from "react";
import { Card, CardHeader } from "@/components/layout/card";
import { Table } from "@/components/table/table";
import { Answered, type Question } from "../../../../../../components/feedback/query-result";
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
  question: Question<Key[]>;
  asOf: string;
  /** Whether the reader is one who revokes keys. */
  mayRevoke: boolean;
  /** Reject with why not. */
  onRevoke: (keyId: string) => Promise<unknown>;
}

/** Every key of the product: who made it, whether it is used, and the way to end it; nothing before the first. */
export function KeyList({ question, asOf, mayRevoke, onRevoke }: KeyListProps) {
  const titleId = useId();
  const isEmpty = question.data?.length === 0 || (!question.data && !question.error);
  if (isEmpty) return null;
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Keys" />
      <Answered question={question} subject="keys" height="min-h-40">
        {(keys) => (
          <Table caption="Keys, the newest first, then the revoked ones" columns={COLUMNS}>
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
      </Answered>
    </Card>
  );
}
