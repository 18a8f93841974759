import type { Calibration, CalibrationBin } from "#core/gate/accountability/calibration.ts";
import { percentText } from "./share-text.ts";

const side = 260;
const left = 34;
const bottom = 30;
const top = 8;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const curves = [
  { name: "keep", text: "said keep, people accept", color: "text-good" },
  { name: "drop", text: "said drop, people reject", color: "text-bad" },
] as const;

/** How often the model is right at each confidence; on the dashed line its confidence can be taken at its word. */
export function ReliabilityChart({ calibration }: { calibration: Calibration }) {
  const x = (share: number) => left + share * side;
  const y = (share: number) => top + (1 - share) * side;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${left + side + 8} ${top + side + bottom}`}
        aria-hidden
        className="mx-auto w-full max-w-80"
      >
        {ticks.map((tick) => (
          <g key={tick} className="fill-soft text-[9px]">
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-line" />
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={x(tick)} y={y(0) + 12} textAnchor="middle">
              {tick}
            </text>
            <text x={x(0) - 5} y={y(tick) + 3} textAnchor="end">
              {100 * tick} %
            </text>
          </g>
        ))}
        <text x={x(0.5)} y={y(0) + 26} textAnchor="middle" className="fill-ink text-[10px]">
          Confidence of the model
        </text>
        <line
          x1={x(0)}
          x2={x(1)}
          y1={y(0)}
          y2={y(1)}
          className="stroke-line-strong"
          strokeDasharray="4 3"
        />
        {curves.map(({ name, color }) => {
          const bins = knownBins(calibration[name]);
          return (
            <g key={name} className={color}>
              <polyline
                points={bins
                  .map(({ meanConfidence, right }) => `${x(meanConfidence)},${y(right.value)}`)
                  .join(" ")}
                fill="none"
                className="stroke-current"
                strokeWidth={1.5}
              />
              {bins.map(({ meanConfidence, right }) => (
                <g key={meanConfidence}>
                  <line
                    x1={x(meanConfidence)}
                    x2={x(meanConfidence)}
                    y1={y(right.low)}
                    y2={y(right.high)}
                    className="stroke-current"
                    opacity={0.6}
                  />
                  <Mark name={name} x={x(meanConfidence)} y={y(right.value)} />
                </g>
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-2 flex flex-wrap justify-center gap-x-4 gap-y-1 text-2xs text-soft">
        {curves.map(({ name, text, color }) => (
          <span key={name} className="flex items-center gap-1.5">
            <svg viewBox="0 0 10 10" className={`size-2.5 ${color}`} aria-hidden>
              <Mark name={name} x={5} y={5} />
            </svg>
            {text}
          </span>
        ))}
      </figcaption>
      <BinTable calibration={calibration} />
    </figure>
  );
}

/** A disc for keep, a square with a hole for drop: told apart without their colours. */
function Mark({ name, x, y }: { name: "keep" | "drop"; x: number; y: number }) {
  return name === "keep" ? (
    <circle cx={x} cy={y} r={3.5} className="fill-current" />
  ) : (
    <rect
      x={x - 3.25}
      y={y - 3.25}
      width={6.5}
      height={6.5}
      className="fill-surface stroke-current"
      strokeWidth={1.75}
    />
  );
}

/** The same in figures. */
function BinTable({ calibration }: { calibration: Calibration }) {
  return (
    <details className="mt-2 text-2xs">
      <summary className="text-soft">In figures</summary>
      <table className="figures mt-1 w-full text-left">
        <thead className="text-soft [&_th]:py-0.5 [&_th]:font-medium">
          <tr>
            <th>Said</th>
            <th>Confidence</th>
            <th className="text-right">Candidates</th>
            <th className="text-right">Seen</th>
            <th className="text-right">Right</th>
          </tr>
        </thead>
        <tbody>
          {curves.flatMap(({ name }) =>
            calibration[name].map(({ from, to, candidates, right }) => (
              <tr key={`${name}${from}`}>
                <td>{name}</td>
                <td>{from === to ? from.toFixed(2) : `${from.toFixed(2)} to ${to.toFixed(2)}`}</td>
                <td className="text-right">{candidates}</td>
                <td className="text-right">{right?.seen ?? 0}</td>
                <td className="text-right">{right ? percentText(right.value) : "not known"}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}

type KnownBin = CalibrationBin & { readonly right: NonNullable<CalibrationBin["right"]> };

function knownBins(bins: readonly CalibrationBin[]): KnownBin[] {
  return bins.filter((bin): bin is KnownBin => bin.right !== null);
}
