"use client";

import { useId } from "react";
import { histogram, histogramLimits } from "./histogram.ts";

const width = 360;
const height = 150;
const bins = 28;

/** How sharp the photos are: kept ones filled, good ones that were not needed outlined, rejected ones hatched. */
export function ScoreHistogram({
  kept,
  good,
  rejected,
  limits,
}: {
  kept: readonly number[];
  good: readonly number[];
  rejected: readonly number[];
  /** The least score asked for, by camera. */
  limits: readonly { readonly name: string; readonly score: number }[];
}) {
  const hatch = useId();
  const all = [...kept, ...good, ...rejected];
  const [low, high] = histogramLimits(
    [...all, ...limits.map(({ score }) => score)],
    limits[0]?.score ?? 0,
  );
  const layers = [
    { name: "kept", values: kept, className: "fill-accent stroke-accent", fill: undefined },
    { name: "good, not needed", values: good, className: "stroke-accent", fill: "none" },
    { name: "rejected", values: rejected, className: "stroke-bad", fill: `url(#${hatch})` },
  ];
  const bars = layers.map(({ values }) => histogram(values, low, high, bins));
  const tallest = Math.max(
    1,
    ...bars[0]!.map((_, bin) => bars.reduce((sum, layer) => sum + layer[bin]!.count, 0)),
  );
  const x = (value: number) => ((value - low) / (high - low)) * width;
  const tall = (count: number) => (count / tallest) * (height - 26);
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height + 14}`} aria-hidden className="w-full">
        <pattern
          id={hatch}
          width={4}
          height={4}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line y2={4} className="stroke-bad" strokeWidth={1.6} />
        </pattern>
        {layers.map(({ name, className, fill }, layer) =>
          bars[layer]!.map(({ from, to, count }, bin) => {
            if (count === 0) return null;
            const under = bars.slice(0, layer).reduce((sum, lower) => sum + lower[bin]!.count, 0);
            return (
              <rect
                key={`${name}${from}`}
                x={x(from) + 1}
                y={height - tall(under + count) + 0.5}
                width={Math.max(1, x(to) - x(from) - 2)}
                height={Math.max(0.5, tall(count) - 1)}
                className={className}
                fill={fill}
              />
            );
          }),
        )}
        <line x2={width} y1={height} y2={height} className="stroke-line" />
        {limits.map(({ name, score }, index) => (
          <g key={name}>
            <line
              x1={x(score)}
              x2={x(score)}
              y1={14}
              y2={height}
              className="stroke-ink"
              strokeDasharray="4 2"
            />
            <text
              x={x(score)}
              y={10 + 10 * index}
              textAnchor={x(score) > width / 2 ? "end" : "start"}
              className="fill-ink text-[10px] font-medium"
            >
              {limits.length > 1 ? `${name}: ` : ""}at least {score.toFixed(3)}
            </text>
          </g>
        ))}
        <text y={height + 11} className="fill-soft text-[10px]">
          {low.toFixed(2)}
        </text>
        <text x={width} y={height + 11} textAnchor="end" className="fill-soft text-[10px]">
          {high.toFixed(2)}
        </text>
      </svg>
      <figcaption className="figures mt-2 flex flex-wrap gap-x-4 gap-y-1 text-2xs text-soft">
        {layers.map(({ name, values, className, fill }) => (
          <span key={name} className="flex items-center gap-1.5">
            <svg viewBox="0 0 10 10" className="size-2.5" aria-hidden>
              <rect x={0.5} y={0.5} width={9} height={9} className={className} fill={fill} />
            </svg>
            {values.length} {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
