import type { PointTile, PointTileIndex } from "#core/scene/point-tile-index.ts";
import type { PointView } from "#core/scene/select-point-tiles.ts";
import { selectPointTiles } from "#core/scene/select-point-tiles.ts";

const loadsAtOnce = 6;
/** How many points may lie ready besides those drawn, as a multiple of the budget. */
const spareBudgets = 1;

export type PointTileStreamOptions<Loaded> = {
  index: PointTileIndex;
  /** Most points that are drawn. */
  budget: number;
  load: (tile: PointTile, signal: AbortSignal) => Promise<Loaded>;
  /** A tile is not needed any more. */
  free: (loaded: Loaded) => void;
  /** Other tiles are to be drawn: some arrived. */
  onChange: () => void;
  /** The coarsest tile cannot be had, so nothing can be shown. */
  onFailed: () => void;
};

/**
 * Keeps the tiles that a moving camera needs: the most needed are fetched first, a few at a time, fetches
 * for what left the view are given up, and what was drawn last is kept the longest.
 */
export class PointTileStream<Loaded> {
  readonly #options: PointTileStreamOptions<Loaded>;
  /** By number of the tile, in the order in which they were last drawn. */
  readonly #loaded = new Map<number, Loaded>();
  readonly #loading = new Map<number, AbortController>();
  readonly #failed = new Set<number>();
  #wanted: readonly number[] = [];
  #closed = false;

  constructor(options: PointTileStreamOptions<Loaded>) {
    this.#options = options;
  }

  /** Looks from here on with this camera. Returns the tiles to draw now: wanted, and arrived. */
  look(view: PointView): Loaded[] {
    const { index, budget } = this.#options;
    this.#wanted = selectPointTiles(index, view, budget);
    const wanted = new Set(this.#wanted);
    for (const [number, controller] of this.#loading) if (!wanted.has(number)) controller.abort();
    const drawn: Loaded[] = [];
    for (const number of this.#wanted) {
      const tile = this.#loaded.get(number);
      if (tile === undefined) continue;
      this.#loaded.delete(number);
      this.#loaded.set(number, tile);
      drawn.push(tile);
    }
    this.#dropOld(wanted);
    this.#loadMore();
    return drawn;
  }

  /** Gives everything up. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#loading.values()) controller.abort();
    for (const tile of this.#loaded.values()) this.#options.free(tile);
    this.#loaded.clear();
  }

  #loadMore(): void {
    for (const number of this.#wanted) {
      if (this.#loading.size >= loadsAtOnce) return;
      if (this.#loaded.has(number) || this.#loading.has(number) || this.#failed.has(number))
        continue;
      void this.#load(number);
    }
  }

  async #load(number: number): Promise<void> {
    const { index, load, free, onChange, onFailed } = this.#options;
    const controller = new AbortController();
    this.#loading.set(number, controller);
    try {
      const tile = await load(index.tiles[number]!, controller.signal);
      if (this.#closed) return free(tile);
      this.#loaded.set(number, tile);
      onChange();
    } catch {
      if (this.#closed || controller.signal.aborted) return;
      // Finer tiles only add to what is there; it is not asked for over and over.
      this.#failed.add(number);
      if (number === 0) onFailed();
    } finally {
      this.#loading.delete(number);
      if (!this.#closed) this.#loadMore();
    }
  }

  #dropOld(wanted: ReadonlySet<number>): void {
    const { index, budget, free } = this.#options;
    const countOf = (number: number) => index.tiles[number]!.count;
    let spare = 0;
    for (const number of this.#loaded.keys()) if (!wanted.has(number)) spare += countOf(number);
    for (const [number, tile] of this.#loaded) {
      if (spare <= spareBudgets * budget) return;
      if (wanted.has(number)) continue;
      this.#loaded.delete(number);
      free(tile);
      spare -= countOf(number);
    }
  }
}
