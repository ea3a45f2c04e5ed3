/** Rows that are drawn, and the room to leave above and below for those that are not; pixels. */
export interface Visible { from: number; to: number; above: number; below: number }

/** Pixels beyond the window whose rows are drawn too, so that scrolling shows no empty stripe. */
const SPARE = 400;

/** Which rows of a long list to draw. Ten thousand rows at once take a browser a third of a second a frame, also where it may skip those out of sight. */
export class RowWindow {
  #rows: readonly { id: string }[] = [];
  #known = new Map<string, number>();
  /** Where each row begins, from the top of the list, and at last where the list ends. */
  #tops = new Float64Array(1);
  #width = 0;

  /** @param guess the height of rows that were not drawn yet */
  constructor(private guess: number) {}

  set rows(rows: readonly { id: string }[]) {
    this.#rows = rows;
    this.#stack();
  }

  /** Where a row begins, from the top of the list. */
  top(index: number): number {
    return this.#tops[index] ?? 0;
  }

  /**
   * Takes down how high drawn rows are. In another width all heights are unknown again, and the first ones drawn tell the guess.
   * @returns whether the width is another one
   */
  measure(width: number, drawn: [id: string, height: number][]): boolean {
    if (drawn.length === 0) return false;
    const other = width !== this.#width;
    if (other) {
      this.#known.clear();
      this.#width = width;
      this.guess = drawn.reduce((sum, [, height]) => sum + height, 0) / drawn.length;
    }
    let changed = other;
    for (const [id, height] of drawn) {
      changed ||= this.#known.get(id) !== height;
      this.#known.set(id, height);
    }
    if (changed) this.#stack();
    return other;
  }

  /** @param top where the part in sight begins, from the top of the list; may be negative
   *  @param height of the part in sight */
  visible(top: number, height: number): Visible {
    const from = this.at(top - SPARE), to = Math.min(this.#rows.length, this.at(top + height + SPARE) + 1);
    return { from, to, above: this.top(from), below: this.top(this.#rows.length) - this.top(to) };
  }

  /** Whether what is drawn still reaches well beyond the part in sight: each drawing costs more than it saves to have few rows. */
  covers(drawn: Visible, top: number, height: number): boolean {
    return (drawn.from === 0 || this.top(drawn.from) <= top - SPARE / 2) && (drawn.to >= this.#rows.length || this.top(drawn.to) >= top + height + SPARE / 2);
  }

  /** The row at a distance from the top of the list. */
  at(distance: number): number {
    let low = 0, high = Math.max(0, this.#rows.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle]! <= distance) low = middle; else high = middle - 1;
    }
    return low;
  }

  #stack(): void {
    const tops = new Float64Array(this.#rows.length + 1);
    this.#rows.forEach(({ id }, i) => { tops[i + 1] = tops[i]! + (this.#known.get(id) ?? this.guess); });
    this.#tops = tops;
  }
}
