import { useEffect, useRef } from "react";
import { Instant } from "@/components/figure/instant";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { Snippet } from "@/components/snippet/snippet";
import type { InvitationLink } from "../outputs";

interface MadeLinkProps {
  made: InvitationLink;
  asOf: string;
  /** Hides the link permanently. */
  onHide: () => void;
}

/** A new link to copy, which is shown only once, or the note that it was sent by e-mail. */
export function MadeLink({ made, asOf, onHide }: MadeLinkProps) {
  const { email, link, expiresAt } = made;
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus moves to the link, so that screen readers announce it. `made` is new for each link.
  useEffect(() => {
    if (made) heading.current?.focus();
  }, [made]);
  return (
    <Card aria-labelledby="made-link">
      <div className="flex flex-col gap-3 p-4">
        <h2
          ref={heading}
          id="made-link"
          tabIndex={-1}
          className="wrap-anywhere font-medium outline-none"
        >
          {link === null ? `An e-mail is on its way to ${email}.` : `Send this link to ${email}.`}
        </h2>
        {link !== null && <Snippet label={`Invitation for ${email}`} text={link} />}
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-muted text-sm">
            {link !== null && "It is shown only once. "}
            The link is valid until <Instant at={expiresAt} asOf={asOf} /> UTC and can be used once,
            by that address only.
          </p>
          <Button onClick={onHide}>{link === null ? "Close" : "Hide the link"}</Button>
        </div>
      </div>
    </Card>
  );
}
