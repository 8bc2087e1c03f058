import { onTestFinished } from 'vitest';
import { PtyScanner } from './pty-scanner.ts';
import { pause } from './wait.ts';

/** What a pretend unit says to one question: pieces, with pauses in ms between them where a number stands. */
export type Says = readonly (string | number)[];

/**
 * A unit at the other end of a real pseudo terminal: it hears what the station sends and answers, in its
 * own time and manner. `questions` is what it was asked, by its line ends.
 */
export class PretendUnit {
  readonly cable: PtyScanner;
  readonly questions: string[] = [];
  #answer: (question: string, count: number) => Says;
  #at = 0;
  #over = false;

  private constructor(cable: PtyScanner, answer: PretendUnit['answer']) {
    this.cable = cable;
    this.#answer = answer;
  }

  static async plugIn(path: string, answer: PretendUnit['answer']): Promise<PretendUnit> {
    const cable = await PtyScanner.plugIn(path);
    const unit = new PretendUnit(cable, answer);
    cable.listen();
    onTestFinished(async () => {
      unit.#over = true;
      await cable.unplug();
    });
    void unit.#live();
    return unit;
  }

  get answer() {
    return this.#answer;
  }

  /** From now on another unit is at the end of the cable. */
  become(answer: PretendUnit['answer']): void {
    this.#answer = answer;
  }

  async say(says: Says): Promise<void> {
    for (const each of says) {
      if (typeof each === 'number') await pause(each);
      else await this.cable.write(Buffer.from(each, 'latin1')).catch(() => {});
    }
  }

  async #live(): Promise<void> {
    while (!this.#over) {
      await pause(5);
      const heard = this.cable.heard().slice(this.#at);
      const end = heard.search(/[\r\n]/);
      if (end < 0) continue;
      this.#at += end + 1;
      const question = heard.slice(0, end + 1);
      this.questions.push(question);
      await this.say(this.#answer(question, this.questions.length));
    }
  }
}
