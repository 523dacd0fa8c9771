"use client";

import { type CSSProperties, useId, useRef } from "react";
import { classNames } from "../class-names";
import { axisMarks } from "./axis-marks";
import type { Bar, Tick } from "./bar";
import { PlottedBar } from "./plotted-bar";
import { Readout } from "./readout";
import { useBarWalk } from "./use-bar-walk";

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
  /** From 0 to the top of the scale. */
  ticks: readonly Tick[];
  /** Shown while no bar is active. */
  summary: string;
}

/** A bar with its gap. More bars than fit at this width scroll. */
const MIN_COLUMN_REM = 0.4375;

/** Up to this many, each bar is as wide as its label, even on a phone. */
const MAX_WIDE_BARS = 7;

/** Bars over an axis. The chart is one tab stop; one readout shows the bar that is hovered, tapped or reached by key. */
export function BarChart({ label, bars, ticks, summary }: BarChartProps) {
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);
  const { active, handlers } = useBarWalk(bars.length, (index) =>
    plot.current?.children[index]?.scrollIntoView?.({ block: "nearest", inline: "nearest" }),
  );
  const top = ticks.at(-1)?.value ?? 1;
  const columns: CSSProperties = { gridTemplateColumns: `repeat(${bars.length}, minmax(0, 1fr))` };

  return (
    <div className="flex flex-col">
      <Readout
        reading={active === null ? null : (bars[active]?.reading ?? null)}
        position={active === null ? 0 : (active + 0.5) / bars.length}
        summary={summary}
      />
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 pt-2">
        <ul aria-hidden="true" className="relative h-40 text-muted text-xs tabular-nums sm:h-52">
          {ticks.map((tick) => (
            <li
              key={tick.value}
              className="-translate-y-1/2 flex justify-end"
              style={{ position: "absolute", right: 0, top: `${(1 - tick.value / top) * 100}%` }}
            >
              {tick.label}
            </li>
          ))}
          {/* Gives the list the width of its widest label. */}
          {ticks.map((tick) => (
            <li key={tick.value} className="invisible h-0">
              {tick.label}
            </li>
          ))}
        </ul>
        {/* Reversed, so that a chart that scrolls begins at its end, with the latest bars. */}
        <div className="flex flex-row-reverse overflow-x-auto overflow-y-hidden pt-2 pb-1 -mt-2">
          <div style={{ minWidth: `max(100%, ${bars.length * MIN_COLUMN_REM}rem)` }}>
            <div className="relative h-40 sm:h-52">
              <Gridlines ticks={ticks} top={top} />
              <div
                ref={plot}
                role="listbox"
                aria-label={label}
                aria-orientation="horizontal"
                aria-activedescendant={active === null ? undefined : `${id}-${active}`}
                tabIndex={0}
                {...handlers}
                className="absolute inset-0 grid touch-pan-x -outline-offset-2"
                style={columns}
              >
                {bars.map((bar, index) => (
                  <PlottedBar
                    key={bar.key}
                    id={`${id}-${index}`}
                    index={index}
                    bar={bar}
                    heightPct={(bar.value / top) * 100}
                    isActive={index === active}
                  />
                ))}
              </div>
            </div>
            <AxisLabels bars={bars} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Gridlines({ ticks, top }: { ticks: readonly Tick[]; top: number }) {
  return ticks.map(({ value }) => (
    <div
      key={value}
      aria-hidden="true"
      className={classNames(
        "absolute inset-x-0 border-t",
        value === 0 ? "border-field" : "border-line",
      )}
      style={{ top: `${(1 - value / top) * 100}%` }}
    />
  ));
}

function AxisLabels({ bars }: { bars: readonly Bar[] }) {
  return (
    <div
      aria-hidden="true"
      className="relative mt-1 h-4 overflow-hidden text-muted text-xs tabular-nums"
    >
      {axisMarks(bars.length).map(({ index, isMinor }) => (
        <span
          key={index}
          className={classNames("absolute whitespace-nowrap", isMinor && "max-sm:hidden")}
          style={labelPosition(index, bars.length)}
        >
          {bars[index]?.axisLabel}
        </span>
      ))}
    </div>
  );
}

/** Centred under its bar. Where bars are narrow, the first and last label end with the axis. */
function labelPosition(index: number, count: number): CSSProperties {
  const centred = { left: `${((index + 0.5) / count) * 100}%`, transform: "translateX(-50%)" };
  if (count <= MAX_WIDE_BARS) return centred;
  if (index === count - 1) return { right: 0 };
  if (index === 0) return { left: 0 };
  return centred;
}
