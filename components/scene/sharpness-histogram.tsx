import { histogram, histogramLimits } from "./histogram.ts";

const width = 300;
const height = 72;
const bins = 24;

/** How sharp the tried photos are, with the least that is asked for. */
export function SharpnessHistogram({
  values,
  threshold,
}: {
  values: readonly number[];
  threshold: number;
}) {
  const [low, high] = histogramLimits(values, threshold);
  const bars = histogram(values, low, high, bins);
  const tallest = Math.max(1, ...bars.map(({ count }) => count));
  const x = (value: number) => ((value - low) / (high - low)) * width;
  const atRight = x(threshold) > 0.75 * width;
  const below = values.filter((value) => value < threshold).length;
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height + 14}`} aria-hidden className="w-full max-w-[24rem]">
        {bars.map(({ from, to, count }) => {
          const tall = (count / tallest) * (height - 12);
          return (
            <rect
              key={from}
              x={x(from) + 0.75}
              y={height - tall}
              width={Math.max(1, x(to) - x(from) - 1.5)}
              height={tall}
              rx={1}
              className={to <= threshold + 1e-9 ? "fill-line-strong/60" : "fill-accent"}
            />
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} className="stroke-line" />
        <line
          x1={x(threshold)}
          x2={x(threshold)}
          y1={4}
          y2={height}
          className="stroke-ink"
          strokeDasharray="3 2"
        />
        <text
          x={x(threshold) + (atRight ? -4 : 4)}
          y={11}
          textAnchor={atRight ? "end" : "start"}
          className="fill-ink text-[9px] font-medium"
        >
          at least {threshold}
        </text>
        <text x={0} y={height + 11} className="fill-soft text-[9px]">
          {low.toFixed(2)}
        </text>
        <text x={width} y={height + 11} textAnchor="end" className="fill-soft text-[9px]">
          {high.toFixed(2)}
        </text>
      </svg>
      <figcaption className="figures mt-1 text-2xs text-soft">
        {values.length} tried: {below} too blurred, {values.length - below} sharp enough
      </figcaption>
    </figure>
  );
}
