import type { Metadata } from "next";
import { confirm } from "../../answer-link";
import { LinkForm } from "../../link-form";
import { openLink } from "../../open-link";

export const metadata: Metadata = { title: "Confirm the address" };

interface ConfirmPageProps {
  params: Promise<{ token: string }>;
}

/** The page on which the reader of an address agrees to get the alerts of a product. */
export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const { token } = await params;
  const { address, productName, isDone } = await openLink(token, "confirm");
  if (isDone)
    return (
      <>
        <h1 className="font-semibold text-2xl">The address is confirmed</h1>
        <p className="wrap-anywhere text-muted">
          <span className="text-ink">{address}</span> gets the alerts of{" "}
          <bdi className="text-ink">{productName}</bdi>. Each e-mail has a link to end them.
        </p>
      </>
    );
  return (
    <>
      <h1 className="wrap-anywhere font-semibold text-2xl">
        Get the alerts of <bdi>{productName}</bdi>?
      </h1>
      <p className="wrap-anywhere text-muted">
        They go to <span className="text-ink">{address}</span> when the costs of AI agents reach a
        limit. Each e-mail has a link to end them.
      </p>
      <LinkForm action={confirm} token={token} label="Confirm the address" />
    </>
  );
}
