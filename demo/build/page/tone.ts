/** A filmic curve (Hable's) and sRGB: linear light to a byte. */
export function toneMapped(linear: number): number {
  const curve = (x: number) =>
    (x * (0.15 * x + 0.05) + 0.004) / (x * (0.15 * x + 0.5) + 0.06) - 0.0667;
  const value = Math.min(1, Math.max(0, curve(2 * linear) / curve(11.2)));
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}
