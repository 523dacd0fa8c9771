"use client";

import { type CSSProperties, type ReactNode, useId, useRef } from "react";
import { classNames } from "../class-names";
import { axisMarks } from "./axis-marks";
import type { Bar, Tick } from "./bar";
import { PlottedBar } from "./plotted-bar";
import { Readout } from "./readout";
import { useBarWalk } from "./use-bar-walk";

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
  /** The ticks of the vertical axis, from 0 to its highest value. */
  ticks: readonly Tick[];
  /** What is shown above the chart: a text, or a function of the active bar, of which there may be none. */
  summary: ReactNode | ((active: Bar | null) => ReactNode);
  /** A value of the axis that a dashed line marks. */
  guide?: number | null;
  /** Called with the key of the bar that a click or Enter opens; absent when bars cannot be opened. */
  onOpen?: ((key: string) => void) | undefined;
}

/**
 * The minimum width of a bar with its gap. The chart scrolls when the bars need more width than the
 * screen has.
 */
const MIN_COLUMN_REM = 0.4375;

/** With at most this many bars, each bar is wide enough for its label, even on a phone. */
const MAX_WIDE_BARS = 7;

/**
 * A bar chart with one tab stop. One line of text shows the figures of the bar that is hovered, tapped
 * or selected by key.
 */
export function BarChart({ label, bars, ticks, summary, guide, onOpen }: BarChartProps) {
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);
  const { active, handlers } = useBarWalk({
    count: bars.length,
    onWalk: (index) =>
      plot.current?.children[index]?.scrollIntoView?.({ block: "nearest", inline: "nearest" }),
    onOpen: (index) => bars[index] && onOpen?.(bars[index].key),
  });
  const top = ticks.at(-1)?.value ?? 1;
  const columns: CSSProperties = { gridTemplateColumns: `repeat(${bars.length}, minmax(0, 1fr))` };
  const activeBar = active === null ? null : (bars[active] ?? null);

  return (
    <div className="flex flex-col">
      <div className="text-muted text-sm">
        {typeof summary === "function" ? summary(activeBar) : summary}
      </div>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 pt-1">
        <div className="col-span-2">
          <Readout
            reading={activeBar?.reading ?? null}
            position={active === null ? 0 : (active + 0.5) / bars.length}
          />
        </div>
        <ul
          aria-hidden="true"
          className="relative col-start-1 h-40 text-muted text-xs tabular-nums sm:h-52"
        >
          {ticks.map((tick) => (
            <li
              key={tick.value}
              className="-translate-y-1/2 flex justify-end"
              style={{ position: "absolute", right: 0, top: `${(1 - tick.value / top) * 100}%` }}
            >
              {tick.label}
            </li>
          ))}
          {/* Invisible copies of the labels give the list the width of the widest label. */}
          {ticks.map((tick) => (
            <li key={tick.value} className="invisible h-0">
              {tick.label}
            </li>
          ))}
        </ul>
        {/* The reversed direction makes a scrollable chart start at its right end, with the latest bars. */}
        <div className="-mt-2 flex flex-row-reverse overflow-x-auto overflow-y-hidden pt-2 pb-1">
          <div style={{ minWidth: `max(100%, ${bars.length * MIN_COLUMN_REM}rem)` }}>
            <div className="relative isolate h-40 sm:h-52">
              <Gridlines ticks={ticks} top={top} />
              <div
                ref={plot}
                role="listbox"
                aria-label={label}
                aria-orientation="horizontal"
                aria-activedescendant={active === null ? undefined : `${id}-${active}`}
                tabIndex={0}
                {...handlers}
                className={classNames(
                  "absolute inset-0 grid touch-pan-x -outline-offset-2",
                  onOpen && "cursor-pointer",
                )}
                style={columns}
              >
                {bars.map((bar, index) => (
                  <PlottedBar
                    key={bar.key}
                    id={`${id}-${index}`}
                    index={index}
                    bar={bar}
                    top={top}
                    isActive={index === active}
                  />
                ))}
              </div>
              {guide != null && <Guide value={guide} top={top} />}
            </div>
            <AxisLabels bars={bars} />
          </div>
        </div>
      </div>
    </div>
  );
}

const heightOf = (value: number, top: number): CSSProperties => ({
  top: `${(1 - value / top) * 100}%`,
});

function Gridlines({ ticks, top }: { ticks: readonly Tick[]; top: number }) {
  return ticks.map(({ value }) => (
    <div
      key={value}
      aria-hidden="true"
      className={classNames(
        "-z-2 absolute inset-x-0 border-t",
        value === 0 ? "border-field" : "border-line",
      )}
      style={heightOf(value, top)}
    />
  ));
}

const Guide = ({ value, top }: { value: number; top: number }) => (
  <div
    aria-hidden="true"
    data-guide={value}
    className="pointer-events-none absolute inset-x-0 border-muted border-t border-dashed"
    style={heightOf(value, top)}
  />
);

function AxisLabels({ bars }: { bars: readonly Bar[] }) {
  return (
    <div
      aria-hidden="true"
      className="relative mt-1 h-4 overflow-hidden text-muted text-xs tabular-nums"
    >
      {axisMarks(bars.length).map(({ index, isMinor }) => (
        <span
          key={index}
          className={classNames(
            "absolute whitespace-nowrap",
            isMinor && "max-sm:hidden",
            bars[index]?.isPartial && "font-semibold text-ink",
          )}
          style={labelPosition(index, bars.length)}
        >
          {bars[index] && <AxisLabel bar={bars[index]} />}
        </span>
      ))}
    </div>
  );
}

/** A phone has no room for the name of a period that is not over, and it is always the last one. */
function AxisLabel({ bar }: { bar: Bar }) {
  if (!bar.isPartial) return bar.axisLabel;
  return (
    <>
      <span className="max-sm:hidden">{bar.axisLabel} </span>so far
    </>
  );
}

/**
 * The position of a label: centred under its bar. With narrow bars, the first and last labels stay
 * within the ends of the axis.
 */
function labelPosition(index: number, count: number): CSSProperties {
  const centred = { left: `${((index + 0.5) / count) * 100}%`, transform: "translateX(-50%)" };
  if (count <= MAX_WIDE_BARS) return centred;
  if (index === count - 1) return { right: 0 };
  if (index === 0) return { left: 0 };
  return centred;
}
