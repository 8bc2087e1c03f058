/** A longer line is noise, in bytes. */
const longestLine = 8192;

/** A prompt (`> `, `root@unit:~# `) is no half of an answer: what follows it is a line of its own. */
const prompt = /^(?:[\s>#$%:]*|.*[>#$]\s*)$/;

/**
 * Cuts what one connection says into whole lines, ended by CR or LF; one character a byte. A line that was
 * torn is dropped whole.
 */
export class UnitLines {
  #line = '';
  #torn = false;

  /** Whether a line has begun and not ended. */
  get midway(): boolean {
    return this.#line !== '' || this.#torn;
  }

  /** The whole lines that these bytes ended, without the ends; empty ones too. */
  hear(bytes: string): string[] {
    const parts = bytes.split(/[\r\n]/);
    const whole: string[] = [];
    for (const [index, part] of parts.entries()) {
      this.#line += part;
      if (this.#line.length > longestLine) {
        this.#line = '';
        this.#torn = true;
      }
      if (index === parts.length - 1) break;
      if (!this.#torn) whole.push(this.#line);
      this.#line = '';
      this.#torn = false;
    }
    return whole;
  }

  /** The line that has begun is not believed, with all that is still to come of it. A prompt is none. */
  tear(): void {
    this.#torn ||= !prompt.test(this.#line);
    this.#line = '';
  }
}
