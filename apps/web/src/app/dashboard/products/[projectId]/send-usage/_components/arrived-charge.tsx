import Link from "next/link";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Button, buttonLook } from "@/components/form/button";
import { formatCount, UNKNOWN } from "@/lib/format";
import type { Charge } from "../../ai-cost/outputs";

export interface ArrivedChargeProps {
  charge: Charge;
  /** The number of charges that have arrived since the page was rendered, including `charge`. */
  count: number;
  /** The address of the page that shows the spend, or a function that shows it on the current page. */
  spendTarget: string | (() => void);
}

/** The first charge that has arrived, with a link or button that shows the spend. */
export function ArrivedCharge({ charge, count, spendTarget }: ArrivedChargeProps) {
  const { agentType, model, inputTokens, outputTokens, cost } = charge;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-2 [&_dt]:text-muted [&_dt]:text-xs">
        <div>
          <dt>Agent</dt>
          <dd>
            <AgentTypeLabel agentType={agentType} />
          </dd>
        </div>
        <div className="wrap-anywhere">
          <dt>Model</dt>
          <dd>{model ?? UNKNOWN}</dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            <Tokens count={inputTokens} /> in · <Tokens count={outputTokens} /> out
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd className="font-medium">
            {cost === null ? "Price unknown" : <Money dollars={cost} />}
          </dd>
        </div>
        {count > 1 && (
          <div>
            <dt>Since then</dt>
            <dd>{formatCount(count - 1, "more call")}</dd>
          </div>
        )}
      </dl>
      {typeof spendTarget === "string" ? (
        <Link href={spendTarget} className={buttonLook({ variant: "primary" })}>
          See the spend
        </Link>
      ) : (
        <Button variant="primary" onClick={spendTarget}>
          See the spend
        </Button>
      )}
    </div>
  );
}
