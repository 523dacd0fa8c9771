import type { AppRouter } from "@ai-cost/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { trpc } from "@/trpc/client";
import { AiCostDashboard } from "../ai-cost-dashboard";
import type { Project } from "../answers";
import { AS_OF, aProject, aSummary, charges, SEVEN_DAYS, SIX_MONTHS } from "./answers";

interface Asked {
  path: string;
  input: unknown;
}

/** What each procedure answers; one that throws fails. */
type Answers = Record<string, (input: never) => unknown>;

const ANSWERS: Answers = {
  "aiCost.getMonthlySummary": () => aSummary(),
  "aiCost.getDailySpend": () => SEVEN_DAYS,
  "aiCost.getMonthlyTrend": () => SIX_MONTHS,
  "aiCost.getRecentTransactions": () => charges(3),
};

/** Stands in for the wire: answers each procedure and keeps what was asked. */
function wire(answers: Answers, asked: Asked[]): TRPCLink<AppRouter> {
  return () =>
    ({ op: { path, input } }) =>
      observable((observer) => {
        asked.push({ path, input });
        Promise.resolve()
          .then(() => answers[path]?.(input as never))
          .then(
            (data) => {
              observer.next({ result: { type: "data", data } });
              observer.complete();
            },
            (error) => observer.error(error),
          );
      });
}

/** What the server says when a procedure failed for a reason of ours. */
export function failure(): never {
  throw TRPCClientError.from({
    error: {
      message: "Something went wrong on our side.",
      code: -32603,
      data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, requestId: "6f6b2a1e" },
    },
  });
}

/** An answer that comes when the test says so. */
export function later() {
  let resolve: (answer: unknown) => void = () => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** As in the app: what was just prefetched is not asked again. */
const STALE_MS = 30_000;

interface Scene {
  project?: Partial<Project>;
  answers?: Answers;
  /** What stands after `?` in the address. */
  address?: string;
}

/** The page as a person with this address and these answers sees it. */
export function renderDashboard({ project, answers, address = "" }: Scene = {}) {
  const asked: Asked[] = [];
  const addresses: { queryString: string; history: string }[] = [];
  const opened = aProject(project);
  const all = { "projects.get": () => opened, ...ANSWERS, ...answers };
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: STALE_MS } },
  });
  const client = trpc.createClient({ links: [wire(all, asked)] });
  render(
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <NuqsTestingAdapter
          hasMemory
          searchParams={address}
          onUrlUpdate={({ queryString, options }) =>
            addresses.push({ queryString, history: options.history })
          }
        >
          <AiCostDashboard project={opened} asOf={AS_OF} />
        </NuqsTestingAdapter>
      </QueryClientProvider>
    </trpc.Provider>,
  );
  /** The inputs that a procedure was asked with, oldest first. */
  const askedOf = (procedure: string) =>
    asked.filter(({ path }) => path === `aiCost.${procedure}`).map(({ input }) => input);
  return { user: userEvent.setup(), asked, askedOf, addresses };
}
