/**
 * Who is on duty: one person at a time, in memory only. After a restart nobody is: whoever pulled the plug
 * or came back after the break need not be the one who was there before.
 */
export interface Duty {
  /** Null: nobody, or nobody gave a sign for too long. */
  current(): { name: string; since: number } | null;
  begin(name: string): void;
  end(): void;
  /** A sign that the person is still there. */
  sign(): void;
  close(): void;
}

export interface DutyNeeds {
  /** Epoch milliseconds by the wall clock. */
  now(): number;
  /** Milliseconds, never set back or forward; may stand still while the machine sleeps. */
  steady(): number;
  /** Longest time without a sign, in milliseconds. */
  patience(): number;
  /** It ended because there was no sign of the person. */
  onIdle(name: string): void;
}

export function createDuty(needs: DutyNeeds): Duty {
  let held: { name: string; since: number } | null = null;
  let sign = { steady: 0, wall: 0 };
  let timer: NodeJS.Timeout | null = null;

  /** By whichever clock has gone further: a machine that slept all night was idle all night. */
  const idleFor = () => Math.max(needs.steady() - sign.steady, needs.now() - sign.wall);
  const isIdle = () => idleFor() >= needs.patience();

  function arm(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!held) return;
    timer = setTimeout(watch, Math.max(1000, Math.min(needs.patience() - idleFor(), 60_000)));
    timer.unref();
  }

  function watch(): void {
    if (held && isIdle()) {
      const { name } = held;
      held = null;
      needs.onIdle(name);
    }
    arm();
  }

  return {
    current: () => (held && !isIdle() ? held : null),
    begin(name) {
      held = { name, since: needs.now() };
      sign = { steady: needs.steady(), wall: needs.now() };
      arm();
    },
    end() {
      held = null;
      arm();
    },
    close() {
      if (timer) clearTimeout(timer);
    },
    sign() {
      // What nobody saw in time is over: a late sign must not bring it back.
      if (held && !isIdle()) sign = { steady: needs.steady(), wall: needs.now() };
    },
  };
}
