"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { trpc } from "./client";
import { MAX_BATCH_SIZE } from "./limits";
import { createQueryClient } from "./query-client";

/** The query cache of one person. Use the person's id as `key`, so that nobody sees another's data. */
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

/** Loads a new document: the server redirects to the sign-in page, and nothing of the old session remains. */
function signInAgain() {
  window.location.reload();
}
