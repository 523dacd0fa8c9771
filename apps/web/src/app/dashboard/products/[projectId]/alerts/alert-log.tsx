"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { QueryResult } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import { LogFilters } from "./_components/log-filters";
import { SentAlerts } from "./_components/sent-alerts";
import { findUndelivered, isNotReached } from "./_components/undelivered";
import { UndeliveredBanner } from "./_components/undelivered-banner";
import type { Alert, Channel } from "./outputs";
import { alertListInput, alertLogParams, undeliveredInput } from "./search-params";

interface AlertLogProps {
  projectId: string;
  channels: readonly Channel[];
  mayChange: boolean;
  asOf: string;
  /** What is shown between the banner and the table. */
  children: ReactNode;
}

const POLL_MS = 3_000;
const FAILING_POLL_MS = 15_000;
const NO_FILTERS = { kind: null, state: null };

const isBeingSent = ({ messages }: Alert) => messages.some(({ state }) => state === "waiting");

/** Queries the sent alerts: first what did not arrive, at the end all that match the filters in the address. */
export function AlertLog({ projectId, channels, mayChange, asOf, children }: AlertLogProps) {
  const utils = trpc.useUtils();
  const resend = trpc.alerts.resend.useMutation({ onSuccess: () => utils.alerts.invalidate() });
  const [params, setParams] = useQueryStates(alertLogParams, { history: "push" });
  const input = alertListInput(projectId, params);
  const log = useInfiniteQuery({
    ...cursorPages({
      queryKey: getQueryKey(trpc.alerts.list, input),
      firstPage: utils.alerts.list.getData(input),
      cursorOf: ({ alertId }) => alertId,
      fetchPage: (before, signal) =>
        utils.client.alerts.list.query({ ...input, before }, { signal }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pages.flat().some(isBeingSent) ? POLL_MS : false),
  });
  const alerts = log.data?.pages.flat() ?? [];
  const isFailing = channels.some(isNotReached);
  const missing = trpc.alerts.list.useQuery(undeliveredInput(projectId), {
    refetchInterval: isFailing ? FAILING_POLL_MS : false,
  });
  const undelivered = findUndelivered(missing.data ?? [], channels);
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
        <CardHeader titleId="sent-alerts" title="Sent alerts">
          <LogFilters params={params} onChange={setParams} />
        </CardHeader>
        <QueryResult query={log} subject="sent alerts" height="min-h-24">
          {() => (
            <SentAlerts
              alerts={alerts}
              isDimmed={log.isPlaceholderData}
              onClear={
                params.kind === null && params.state === null ? null : () => setParams(NO_FILTERS)
              }
              onResend={
                mayChange ? ({ alertId }) => resend.mutateAsync({ projectId, alertId }) : null
              }
              asOf={asOf}
              older={log}
            />
          )}
        </QueryResult>
      </Card>
    </>
  );
}
