import { classNames } from "@/components/class-names";
import { Instant } from "@/components/figure/instant";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import type { Change } from "../outputs";
import { formatAction, formatValue } from "./format-change";

/** The style of text that people typed: it may be long, so it can break anywhere and does not leave its cell. */
const TYPED_TEXT = "wrap-anywhere overflow-hidden";

/**
 * A row with one change. Text that people typed is in a `bdi` element, so that right-to-left text does
 * not reorder the text around it.
 */
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
        <Actor actor={actor} action={action} />
      </Cell>
      <Cell align="right" phone="figure" className="text-muted @max-2xl/table:text-xs">
        <Instant at={at} asOf={asOf} />
      </Cell>
    </Row>
  );
}

/** A cell with an old or new value. In a narrow table an empty cell takes no space. */
function ValueCell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <Cell
      className={classNames(TYPED_TEXT, "@max-2xl/table:empty:hidden @2xl/table:w-6/25", className)}
    >
      {children}
    </Cell>
  );
}

/** Who made a change for which one needs no account. */
const WITHOUT_ACCOUNT: Record<string, string> = {
  "invitation.decline": "The invited person",
  "alert-channel.confirm": "The reader of the address",
  "alert-channel.unsubscribe": "The reader of the address",
};

/**
 * The name and email address of the person who made the change. The address is shown because people
 * choose their names freely. Those who answer an e-mail may have no account.
 */
function Actor({ actor, action }: Pick<Change, "actor" | "action">) {
  if (!actor)
    return <span className="text-muted">{WITHOUT_ACCOUNT[action] ?? "A deleted account"}</span>;
  return (
    <>
      <bdi className="@max-2xl/table:sr-only">{actor.name}</bdi>{" "}
      <bdi className="@2xl/table:block @2xl/table:text-muted @2xl/table:text-xs">{actor.email}</bdi>
    </>
  );
}
