import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { changeText } from "@/app/dashboard/_budgets/budget-text";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult } from "@/components/feedback/query-result";
import { Instant } from "@/components/figure/instant";
import { OlderRows } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";

const COLUMNS = [{ label: "When" }, { label: "Change" }] as const;

/** Queries the newest changes of the person's budget, and older ones on request. */
export function PortfolioHistory({ asOf }: { asOf: string }) {
  const utils = trpc.useUtils();
  const changes = useInfiniteQuery(
    cursorPages({
      queryKey: getQueryKey(trpc.portfolioBudget.history),
      firstPage: utils.portfolioBudget.history.getData(),
      cursorOf: ({ id }) => id,
      fetchPage: (before, signal) =>
        utils.client.portfolioBudget.history.query({ before }, { signal }),
    }),
  );
  return (
    <QueryResult query={changes} subject="history" height="min-h-24">
      {({ pages }) =>
        pages.flat().length === 0 ? (
          <EmptyState title="Every change of your budget will be listed here." />
        ) : (
          <>
            <Table caption="Changes of your budget, newest first" columns={COLUMNS}>
              {pages.flat().map((change) => (
                <Row key={change.id}>
                  <RowHeader className="text-muted">
                    <Instant at={change.at} asOf={asOf} />
                  </RowHeader>
                  <Cell phone="full">
                    {changeText(change)}
                    {change.reason && (
                      <bdi className="wrap-anywhere block text-muted text-xs">{change.reason}</bdi>
                    )}
                  </Cell>
                </Row>
              ))}
            </Table>
            <OlderRows label="Show older changes" subject="older changes" query={changes} />
          </>
        )
      }
    </QueryResult>
  );
}
