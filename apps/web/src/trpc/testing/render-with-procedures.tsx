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

/** Fake procedures by their path. One that throws fails. */
export type Procedures = Record<string, (input: never) => unknown>;

/** Replaces the HTTP link: runs the fake procedure and records the call. */
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

/** Fails as a procedure does on an unexpected error. */
export function internalError(): never {
  throw TRPCClientError.from({
    error: {
      message: "Something went wrong on our side.",
      code: -32603,
      data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, requestId: "6f6b2a1e" },
    },
  });
}

/** Fails as a procedure does that refuses its input, with the reason. */
export function conflict(message: string): never {
  const data = { code: "CONFLICT", httpStatus: 409 };
  throw TRPCClientError.from({ error: { message, code: -32009, data } });
}

/** An output that the test resolves. */
export function deferred() {
  let resolve: (output: unknown) => void = () => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The same as in the app: what was just prefetched is not fetched again. */
const STALE_MS = 30_000;

interface Options {
  procedures: Procedures;
  /** The query of the address, with its `?`. */
  search?: string;
}

/** Renders a part of a page with fake procedures and that address. */
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
