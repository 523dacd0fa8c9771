import type { AppRouter } from "@ai-cost/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { trpc } from "@/trpc/client";

interface Call {
  path: string;
  input: unknown;
}

/** Fake procedures by their path. When a fake procedure throws, its call fails with that error. */
export type Procedures = Record<string, (input: never) => unknown>;

/** A tRPC link that runs the fake procedure and records the call, instead of sending an HTTP request. */
function fakeLink(procedures: Procedures, calls: Call[]): TRPCLink<AppRouter> {
  return () =>
    ({ op: { path, input } }) =>
      observable((observer) => {
        calls.push({ path, input });
        Promise.resolve()
          .then(() => procedures[path]?.(input as never))
          .then(
            (data) => {
              observer.next({ result: { type: "data", data } });
              observer.complete();
            },
            (error) => observer.error(error),
          );
      });
}

/** Throws the error of a procedure that failed unexpectedly. */
export function internalError(): never {
  throw TRPCClientError.from({
    error: {
      message: "Something went wrong on our side.",
      code: -32603,
      data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, requestId: "6f6b2a1e" },
    },
  });
}

/** Throws the error of a procedure that refused its input for the reason in `message`. */
export function conflict(message: string): never {
  const data = { code: "CONFLICT", httpStatus: 409 };
  throw TRPCClientError.from({ error: { message, code: -32009, data } });
}

/** A promise for an output, and the function with which the test resolves it. */
export function deferred() {
  let resolve: (output: unknown) => void = () => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The time in which prefetched data is not fetched again. The app uses the same value. */
const STALE_MS = 30_000;

interface Options {
  procedures: Procedures;
  /** The query string of the page's address, with its `?`. */
  search?: string;
}

/** Renders a component with fake procedures and the query string of the page's address. */
export function renderWithProcedures(page: ReactNode, { procedures, search = "" }: Options) {
  const calls: Call[] = [];
  const urlUpdates: { queryString: string; history: string }[] = [];
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: STALE_MS } },
  });
  const client = trpc.createClient({ links: [fakeLink(procedures, calls)] });
  render(
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <NuqsTestingAdapter
          hasMemory
          searchParams={search}
          onUrlUpdate={({ queryString, options }) =>
            urlUpdates.push({ queryString, history: options.history })
          }
        >
          {page}
        </NuqsTestingAdapter>
      </QueryClientProvider>
    </trpc.Provider>,
  );
  /** The inputs of a procedure's calls, oldest first. */
  const inputsOf = (path: string) =>
    calls.filter((call) => call.path === path).map(({ input }) => input);
  return { user: userEvent.setup(), calls, inputsOf, urlUpdates, queryClient };
}
