import { classNames } from "@/components/class-names";
import { Instant } from "@/components/figure/instant";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import type { Change } from "../outputs";
import { formatAction, formatValue } from "./format-change";

/** Text that people typed may be long or tall. It breaks anywhere and stays in its cell. */
const TYPED_TEXT = "wrap-anywhere overflow-hidden";

/** One change. Text that people typed is in a `bdi`, so that it cannot change the direction around it. */
export function ChangeRow({ change, asOf }: { change: Change; asOf: string }) {
  const { action, actor, from, to, at } = change;
  return (
    <Row>
      <RowHeader className={TYPED_TEXT}>
        <bdi>{formatAction(action)}</bdi>
      </RowHeader>
      <ValueCell className={classNames("text-muted", to === null && "line-through")}>
        {from !== null && <bdi>{formatValue(action, from)}</bdi>}
      </ValueCell>
      <ValueCell>
        {to !== null && (
          <>
            {from !== null && <Unit>→ </Unit>}
            <bdi className="text-ink">{formatValue(action, to)}</bdi>
          </>
        )}
      </ValueCell>
      <Cell className={classNames(TYPED_TEXT, "@2xl/table:w-1/6")}>
        <Actor actor={actor} />
      </Cell>
      <Cell align="right" phone="figure" className="text-muted @max-2xl/table:text-xs">
        <Instant at={at} asOf={asOf} />
      </Cell>
    </Row>
  );
}

/** Takes no room without a value, where the row is an item of lines. */
function ValueCell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <Cell
      className={classNames(TYPED_TEXT, "@max-2xl/table:empty:hidden @2xl/table:w-6/25", className)}
    >
      {children}
    </Cell>
  );
}

/** With the address, since people choose their names themselves. */
function Actor({ actor }: Pick<Change, "actor">) {
  if (!actor) return <span className="text-muted">A deleted account</span>;
  return (
    <>
      <bdi className="@max-2xl/table:sr-only">{actor.name}</bdi>{" "}
      <bdi className="@2xl/table:block @2xl/table:text-muted @2xl/table:text-xs">{actor.email}</bdi>
    </>
  );
}
