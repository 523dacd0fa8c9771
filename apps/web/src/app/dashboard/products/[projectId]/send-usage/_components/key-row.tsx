import { useState } from "react";
import { classNames } from "@/components/class-names";
import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";
import { Button } from "@/components/form/button";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import type { Key } from "../outputs";
import { RevokeKey } from "./revoke-key";

interface KeyRowProps {
  ingestKey: Key;
  asOf: string;
  mayRevoke: boolean;
  onRevoke: () => Promise<unknown>;
}

/**
 * A row with one key's name and last characters. A revoked key stays in the list, because usage was
 * recorded with it.
 */
export function KeyRow({ ingestKey, asOf, mayRevoke, onRevoke }: KeyRowProps) {
  const { name, lastCharacters, createdAt, createdBy, lastUsedAt, revokedAt } = ingestKey;
  const [isConfirming, setIsConfirming] = useState(false);
  const isRevoked = revokedAt !== null;
  return (
    <Row>
      <RowHeader
        className={classNames(
          "wrap-anywhere @2xl/table:w-1/3",
          isRevoked && "text-muted line-through",
        )}
      >
        {name}
      </RowHeader>
      <Cell
        className={classNames("whitespace-nowrap font-mono text-xs", isRevoked && "text-muted")}
      >
        <span aria-hidden="true">…</span>
        {lastCharacters}
      </Cell>
      <Cell className="text-muted">
        <Unit>created </Unit>
        <Instant at={createdAt} asOf={asOf} />
      </Cell>
      <Cell className="wrap-anywhere text-muted">{createdBy ?? UNKNOWN}</Cell>
      <Cell className="text-muted">
        <Unit>used </Unit>
        {lastUsedAt ? <Instant at={lastUsedAt} asOf={asOf} /> : "never"}
      </Cell>
      <Cell align="right" phone="figure">
        {isRevoked && (
          <span title={`Revoked ${revokedAt}`}>
            <Badge>Revoked</Badge>
          </span>
        )}
        {!isRevoked && mayRevoke && (
          <Button
            variant="danger"
            size="small"
            aria-label={`Revoke ${name}, …${lastCharacters}`}
            onClick={() => setIsConfirming(true)}
          >
            Revoke
          </Button>
        )}
        {isConfirming && (
          <RevokeKey name={name} onRevoke={onRevoke} onClose={() => setIsConfirming(false)} />
        )}
      </Cell>
    </Row>
  );
}
