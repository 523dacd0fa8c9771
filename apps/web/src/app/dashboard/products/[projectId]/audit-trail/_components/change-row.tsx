import { classNames } from "@/components/class-names";
import { Instant } from "@/components/figure/instant";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import type { Change } from "../outputs";
import { actionWords, valueWords } from "./change-words";

/** What people wrote may be long or tall: it breaks anywhere and stays in its cell. */
const WRITTEN = "wrap-anywhere overflow-hidden";

/** One change. What people wrote stands in a `bdi`, so that it turns nothing around it. */
export function ChangeRow({ change, asOf }: { change: Change; asOf: string }) {
  const { action, actor, from, to, at } = change;
  return (
    <Row>
      <RowHeader className={WRITTEN}>
        <bdi>{actionWords(action)}</bdi>
      </RowHeader>
      <ValueCell className={classNames("text-muted", to === null && "line-through")}>
        {from !== null && <bdi>{valueWords(action, from)}</bdi>}
      </ValueCell>
      <ValueCell>
        {to !== null && (
          <>
            {from !== null && <Unit>→ </Unit>}
            <bdi className="text-ink">{valueWords(action, to)}</bdi>
          </>
        )}
      </ValueCell>
      <Cell className={classNames(WRITTEN, "@2xl/table:w-1/6")}>
        <Actor actor={actor} />
      </Cell>
      <Cell align="right" phone="figure" className="text-muted @max-2xl/table:text-xs">
        <Instant at={at} asOf={asOf} />
      </Cell>
    </Row>
  );
}

/** Without a value it takes no room where the row is an item of lines. */
function ValueCell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <Cell
      className={classNames(WRITTEN, "@max-2xl/table:empty:hidden @2xl/table:w-6/25", className)}
    >
      {children}
    </Cell>
  );
}

/** The address too, since a name is whatever its bearer says it is. */
function Actor({ actor }: Pick<Change, "actor">) {
  if (!actor) return <span className="text-muted">An account that is gone</span>;
  return (
    <>
      <bdi className="@max-2xl/table:sr-only">{actor.name}</bdi>{" "}
      <bdi className="@2xl/table:block @2xl/table:text-muted @2xl/table:text-xs">{actor.email}</bdi>
    </>
  );
}
