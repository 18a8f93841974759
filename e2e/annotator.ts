import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Operation } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import type { VerdictKind } from "#core/sample/verdict.ts";
import { RejectReason, SkipReason } from "#core/sample/verdict.ts";
import { settle } from "./settle.ts";

/** A verdict that was given. `reason` and `note` are null where none was given. */
export type Deed = {
  readonly sampleId: string;
  readonly kind: VerdictKind;
  readonly reason: string | null;
  readonly note: string | null;
  readonly revision: number;
  undone: boolean;
};

/** An amount of an operation in its own unit, exact to so many decimals. */
export type Amount = { readonly value: number; readonly decimals: number };

/** How a sample stands, as far as the annotator knows it. */
export type Left = {
  readonly operation: Operation;
  readonly revision: number;
  readonly words: string;
  /** What was made of the amount; null where it is as proposed. */
  readonly amount: Amount | null;
};

/** What is done about a sample before the verdict. */
export const tasks = [
  "accept",
  "drag",
  "number",
  "say",
  "rewrite",
  "think-again",
  "reject",
  "skip",
] as const;
export type Task = (typeof tasks)[number];

/** The field of an operation's amount, and how many decimals it shows. */
type AmountField = { readonly name: string; readonly decimals: number };
const amountFields: Partial<Record<Operation["kind"], AmountField>> = {
  move: { name: "Distance", decimals: 2 },
  rotate: { name: "Angle", decimals: 0 },
};
const undoShare = 0.2;
const tabsMax = 40;
const acceptedInSpite = "Looks right in the photo";

/**
 * Somebody who reviews by keyboard alone, but for dragging a box in the photo, as a seeded script says, and who
 * remembers what they did. Nothing is clicked, and no field is focused but by a key.
 */
export class Annotator {
  /** In the order of giving, those that were taken back too. */
  readonly deeds: Deed[] = [];
  /** Samples that were looked at. */
  readonly left = new Map<string, Left>();
  /** How often each task ended in the verdict that it was meant for. */
  readonly finished = new Map<Task, number>();
  readonly #page: Page;
  readonly #random: Random;
  readonly #proposed: ReadonlyMap<string, Left>;
  /** Tasks in the order of doing: each comes once before any comes again. */
  #ahead: Task[] = [];

  constructor(page: Page, random: Random, proposed: ReadonlyMap<string, Left>) {
    this.#page = page;
    this.#random = random;
    this.#proposed = proposed;
  }

  /** Decides on the sample on the screen, and now and then takes that back and decides again. */
  async decide(): Promise<void> {
    const sampleId = await this.shownId();
    await this.#doTask(sampleId);
    if (this.#random.next() > undoShare) return;
    const left = await this.shownId();
    await this.#press("u");
    await this.#nextAfter(left);
    expect(await this.shownId()).toBe(sampleId);
    this.deeds.at(-1)!.undone = true;
    await this.#doTask(sampleId);
  }

  /** The sample on the screen. */
  async shownId(): Promise<string> {
    return (await this.#page.getByTestId("review-workspace").getAttribute("data-sample-id"))!;
  }

  async #doTask(sampleId: string): Promise<void> {
    const before = this.left.get(sampleId) ?? this.#proposed.get(sampleId)!;
    this.left.set(sampleId, before);
    const task = this.#nextTask(before.operation.kind);
    if (task === "reject") await this.#reject(sampleId);
    else if (task === "skip") await this.#skip(sampleId);
    else {
      const isDone = await this.#change(sampleId, task, before);
      // What the checks forbid as it is now is rejected, with the change in it.
      if (!(await this.#isAcceptable())) return this.#reject(sampleId);
      await this.#accept(sampleId);
      if (!isDone) return;
    }
    this.finished.set(task, (this.finished.get(task) ?? 0) + 1);
  }

  /** The next task that can be done about such an operation. */
  #nextTask(kind: Operation["kind"]): Task {
    const canBeDone = (task: Task) =>
      task === "drag" ? kind === "move" : !["number", "say"].includes(task) || amountFields[kind];
    if (!this.#ahead.some(canBeDone)) this.#ahead.push(...this.#random.shuffle(tasks));
    const [task] = this.#ahead.splice(this.#ahead.findIndex(canBeDone), 1);
    return task!;
  }

  /** Whether it could be done. */
  async #change(sampleId: string, task: Task, before: Left): Promise<boolean> {
    if (task === "accept") return true;
    if (task === "think-again") return this.#thinkAgain(before);
    const { operation } = before;
    const field = amountFields[operation.kind]!;
    let { amount } = before;
    if (task === "drag") {
      const dragged = await this.#drag(field);
      if (!dragged) return false;
      amount = dragged;
    }
    if (task === "number") amount = await this.#typeNumber(field);
    else if (task === "say") amount = await this.#say(operation, field.name);
    else if (task === "rewrite") await this.#rewrite(before.words);
    if (amount !== before.amount) await this.#writeAnew();
    const words = await this.#words();
    this.left.set(sampleId, { ...before, revision: before.revision + 1, words, amount });
    return true;
  }

  /**
   * Aslant through the photo, with the mouse. The amount is what the page then says it is; null where the box
   * cannot be gripped, or went nowhere that its operation can say.
   */
  async #drag({ name, decimals }: AmountField): Promise<Amount | null> {
    const grip = (await this.#page.getByTestId("photo-grip").boundingBox())!;
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    const way = this.#random.pick([-24, -16, 16, 24]);
    const isFree = await this.#page.evaluate(
      ([atX, atY]) => document.elementFromPoint(atX, atY)?.matches('[data-testid="photo-grip"]'),
      [x, y] as const,
    );
    if (!isFree) return null;
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + way, y + way / 2, { steps: 3 });
    await this.#page.mouse.up();
    await settle(this.#page);
    if ((await this.#button("Fix + accept").count()) === 0) return null;
    return { value: await this.#shownNumber(name), decimals };
  }

  async #typeNumber({ name, decimals }: AmountField): Promise<Amount> {
    const shown = await this.#shownNumber(name);
    const text = (shown + (decimals === 0 ? 5 : 0.05)).toFixed(decimals);
    await this.#tabTo(name);
    await this.#press("Control+a");
    await this.#page.keyboard.type(text);
    await this.#press("Escape");
    return { value: Number(text), decimals: 9 };
  }

  async #say(operation: Operation, name: string): Promise<Amount> {
    const shown = await this.#shownNumber(name);
    const isMove = operation.kind === "move";
    const said = isMove ? Math.round(100 * shown) + 5 : shown + 10;
    await this.#tabTo("exactly");
    await this.#page.keyboard.type(isMove ? `${said} cm` : `${said}°`);
    await this.#press("Enter");
    await this.#press("Escape");
    return { value: isMove ? said / 100 : said, decimals: 9 };
  }

  async #rewrite(words: string): Promise<void> {
    await this.#press("e");
    await this.#press("Control+Home");
    await this.#press("Delete");
    await this.#page.keyboard.type(`Please ${words[0]!.toLowerCase()}`);
    await this.#press("Escape");
    expect(await this.#words()).toBe(`Please ${words[0]!.toLowerCase()}${words.slice(1)}`);
  }

  /** Changes the words and takes that back: the edit is then the one that was there. */
  async #thinkAgain({ words }: Left): Promise<true> {
    await this.#press("e");
    await this.#press("Control+End");
    await this.#page.keyboard.type(" Or not");
    await this.#press("Escape");
    expect(await this.#words()).toBe(`${words} Or not`);
    await this.#press("Control+z");
    await expect(this.#page.getByRole("textbox", { name: "Instruction" })).toHaveValue(words);
    return true;
  }

  async #writeAnew(): Promise<void> {
    await this.#tabTo("Write anew");
    await this.#press("Enter");
    // A focused button would take the next Enter.
    await this.#press("e");
    await this.#press("Escape");
  }

  async #accept(sampleId: string): Promise<void> {
    await this.#press("Enter");
    await this.#page.waitForFunction(
      (id) =>
        document.querySelector("[data-modal]") !== null ||
        document.querySelector<HTMLElement>("[data-sample-id]")?.dataset.sampleId !== id,
      sampleId,
    );
    // A soft finding asks for a reason; there are ready ones on the digits.
    const asked = (await this.#page.getByRole("dialog").count()) > 0;
    if (asked) {
      await this.#press("1");
      await this.#press("Enter");
    }
    await this.#decided(sampleId, "accept", null, asked ? acceptedInSpite : null);
  }

  async #reject(sampleId: string): Promise<void> {
    await this.#giveReason("x", RejectReason.options, (reason, note) =>
      this.#decided(sampleId, "reject", reason, note),
    );
  }

  async #skip(sampleId: string): Promise<void> {
    await this.#giveReason("s", SkipReason.options, (reason, note) =>
      this.#decided(sampleId, "skip", reason, note),
    );
  }

  async #giveReason(
    key: string,
    reasons: readonly string[],
    decided: (reason: string, note: string | null) => Promise<void>,
  ): Promise<void> {
    const reason = this.#random.pick(reasons);
    const note = reason === "other" ? `Note ${this.deeds.length + 1}` : null;
    await this.#press(key);
    await expect(this.#page.getByRole("dialog").locator(":focus")).toHaveCount(1);
    await this.#press(String(reasons.indexOf(reason) + 1));
    if (note) await this.#page.keyboard.type(note);
    await this.#press("Enter");
    await decided(reason, note);
  }

  async #decided(
    sampleId: string,
    kind: VerdictKind,
    reason: string | null,
    note: string | null,
  ): Promise<void> {
    await this.#nextAfter(sampleId);
    const { revision } = this.left.get(sampleId)!;
    this.deeds.push({ sampleId, kind, reason, note, revision, undone: false });
  }

  /** Waits until another sample is on the screen and can be decided on. */
  async #nextAfter(sampleId: string): Promise<void> {
    await this.#page.waitForFunction((id) => {
      const shown = document.querySelector<HTMLElement>("[data-sample-id]")?.dataset.sampleId;
      const reject = document.querySelector<HTMLButtonElement>(
        '[aria-label="Verdict"] [aria-keyshortcuts="X"]',
      );
      return shown !== id && reject?.disabled === false && !document.querySelector("[data-modal]");
    }, sampleId);
  }

  /** What the verdict bar says once all that follows from the last key has been worked out. */
  async #isAcceptable(): Promise<boolean> {
    await settle(this.#page);
    return this.#button(/accept/i).isEnabled();
  }

  async #tabTo(name: string): Promise<void> {
    await this.#press("e");
    for (let tabs = 0; tabs < tabsMax; tabs++) {
      await this.#press("Tab");
      const focused = await this.#page.evaluate(() => {
        const element = document.activeElement;
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
        return label?.textContent ?? "";
      });
      if (focused.startsWith(name)) return;
    }
    throw new Error(`Tab does not lead from the instruction to "${name}"`);
  }

  #words(): Promise<string> {
    return this.#page.getByRole("textbox", { name: "Instruction" }).inputValue();
  }

  async #shownNumber(name: string): Promise<number> {
    return Number(await this.#page.getByRole("textbox", { name, exact: true }).inputValue());
  }

  #button(name: string | RegExp) {
    return this.#page.getByLabel("Verdict").getByRole("button", { name });
  }

  #press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }
}
