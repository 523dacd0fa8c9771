import type { Metadata } from "next";
import { unsubscribe } from "../../answer-link";
import { LinkForm } from "../../link-form";
import { openLink } from "../../open-link";

export const metadata: Metadata = { title: "Unsubscribe" };

interface UnsubscribePageProps {
  params: Promise<{ token: string }>;
}

/** The page on which the reader of an address ends the alerts of a product. */
export default async function UnsubscribePage({ params }: UnsubscribePageProps) {
  const { token } = await params;
  const { address, productName, isDone } = await openLink(token, "unsubscribe");
  if (isDone)
    return (
      <>
        <h1 className="font-semibold text-2xl">You are unsubscribed</h1>
        <p className="wrap-anywhere text-muted">
          <span className="text-ink">{address}</span> gets no more alerts of{" "}
          <bdi className="text-ink">{productName}</bdi>. If that was a mistake, ask an owner of the
          product for a new link.
        </p>
      </>
    );
  return (
    <>
      <h1 className="wrap-anywhere font-semibold text-2xl">
        End the alerts of <bdi>{productName}</bdi>?
      </h1>
      <p className="wrap-anywhere text-muted">
        <span className="text-ink">{address}</span> then gets none any more.
      </p>
      <LinkForm action={unsubscribe} token={token} label="Unsubscribe" />
    </>
  );
}
