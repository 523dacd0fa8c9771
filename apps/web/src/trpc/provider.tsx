"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { trpc } from "./client";
import { MAX_BATCH_SIZE } from "./limits";
import { createQueryClient } from "./query-client";

/**
 * Provides the query cache of one person. Use the person's id as `key`, so that another person gets a
 * new cache.
 */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => createQueryClient(signInAgain));
  const [client] = useState(() =>
    trpc.createClient({ links: [httpBatchLink({ url: "/api/trpc", maxItems: MAX_BATCH_SIZE })] }),
  );
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}

/**
 * Reloads the page: the server redirects to the sign-in page, and the new document has none of the old
 * session's data.
 */
function signInAgain() {
  window.location.reload();
}
