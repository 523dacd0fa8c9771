import type { AppRouter } from "@ai-cost/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { trpc } from "@/trpc/client";

interface Asked {
  path: string;
  input: unknown;
}

/** What each procedure answers; one that throws fails. */
export type Answers = Record<string, (input: never) => unknown>;

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

/** What it says when a procedure refuses, with its reason. */
export function refusal(message: string): never {
  const data = { code: "CONFLICT", httpStatus: 409 };
  throw TRPCClientError.from({ error: { message, code: -32009, data } });
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

interface Surroundings {
  answers: Answers;
  /** What stands after `?` in the address. */
  address?: string;
}

/** A part of a page with these answers behind it and this address above it. */
export function renderWithAnswers(page: ReactNode, { answers, address = "" }: Surroundings) {
  const asked: Asked[] = [];
  const addresses: { queryString: string; history: string }[] = [];
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: STALE_MS } },
  });
  const client = trpc.createClient({ links: [wire(answers, asked)] });
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
          {page}
        </NuqsTestingAdapter>
      </QueryClientProvider>
    </trpc.Provider>,
  );
  /** The inputs that a procedure was asked with, oldest first. */
  const inputsOf = (path: string) =>
    asked.filter((question) => question.path === path).map(({ input }) => input);
  return { user: userEvent.setup(), asked, inputsOf, addresses, queryClient };
}
