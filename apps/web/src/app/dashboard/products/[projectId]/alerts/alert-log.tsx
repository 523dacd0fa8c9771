"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import type { ReactNode } from "react";
import { QueryResult } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import { SentAlerts } from "./_components/sent-alerts";
import { findUndelivered } from "./_components/undelivered";
import { UndeliveredBanner } from "./_components/undelivered-banner";
import type { Alert, Channel } from "./outputs";

interface AlertLogProps {
  projectId: string;
  channels: readonly Channel[];
  mayChange: boolean;
  asOf: string;
  /** What is shown between the banner and the table. */
  children: ReactNode;
}

const POLL_MS = 3_000;

const isBeingSent = ({ messages }: Alert) => messages.some(({ state }) => state === "waiting");

/** Queries the sent alerts: first what did not arrive, at the end all of them. */
export function AlertLog({ projectId, channels, mayChange, asOf, children }: AlertLogProps) {
  const utils = trpc.useUtils();
  const resend = trpc.alerts.resend.useMutation({ onSuccess: () => utils.alerts.invalidate() });
  const log = useInfiniteQuery({
    ...cursorPages({
      queryKey: getQueryKey(trpc.alerts.list, { projectId }),
      firstPage: utils.alerts.list.getData({ projectId }),
      cursorOf: ({ alertId }) => alertId,
      fetchPage: (before, signal) =>
        utils.client.alerts.list.query({ projectId, before }, { signal }),
    }),
    refetchInterval: ({ state }) => (state.data?.pages.flat().some(isBeingSent) ? POLL_MS : false),
  });
  const alerts = log.data?.pages.flat() ?? [];
  const undelivered = findUndelivered(alerts, channels);
  return (
    <>
      {undelivered && (
        <UndeliveredBanner
          undelivered={undelivered}
          onResend={
            mayChange
              ? ({ resendable }) =>
                  Promise.all(
                    resendable.map((alertId) => resend.mutateAsync({ projectId, alertId })),
                  )
              : null
          }
          asOf={asOf}
        />
      )}
      {children}
      <Card aria-labelledby="sent-alerts" className="overflow-hidden">
        <CardHeader titleId="sent-alerts" title="Sent alerts" />
        <QueryResult query={log} subject="sent alerts" height="min-h-24">
          {() => (
            <SentAlerts
              alerts={alerts}
              onResend={
                mayChange ? ({ alertId }) => resend.mutateAsync({ projectId, alertId }) : null
              }
              asOf={asOf}
              hasOlder={log.hasNextPage}
              isLoadingOlder={log.isFetchingNextPage}
              hasOlderFailed={log.isFetchNextPageError}
              onLoadOlder={() => log.fetchNextPage()}
            />
          )}
        </QueryResult>
      </Card>
    </>
  );
}
