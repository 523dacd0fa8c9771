import type { Metadata } from "next";

export const metadata: Metadata = { title: "Link not valid" };

/** The page for every link that is not valid, whether it has expired, its channel was removed, or it never existed. */
export default function LinkNotFound() {
  return (
    <>
      <h1 className="font-semibold text-2xl">This link is not valid</h1>
      <p className="text-muted">
        It may be more than seven days old, or the address gets no alerts of the product any more.
        Ask the person who added the address for a new link.
      </p>
    </>
  );
}
