import type { WedgeKey } from '../../shared/wedge/keys.ts';
import { isTextField } from './text-field.ts';
import { createWedge, type Ending, fieldPace, type WedgeOutcome, wedgePace } from './wedge.ts';

/** A burst of keys, and the text field that it went into, if it went into one. */
export type KeyBurst = WedgeOutcome & { field: Element | null };

/** A machine that is busy for longer than this is not waited for; what comes then is told as torn. */
const mostLateMs = 1000;

/** Who hears of bursts. Answers true to keep the Enter behind a burst from the field it was typed into. */
export type BurstListener = (burst: KeyBurst) => boolean;

/** The last one to come hears alone: a dialog stands above its page. */
const listeners: { hear: BurstListener; ending: () => Ending }[] = [];

/** `ending`: how the codes of the scanners end that this listener knows of. */
export function hearBursts(hear: BurstListener, ending: () => Ending): () => void {
  const listener = { hear, ending };
  listeners.push(listener);
  return () => {
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
  };
}

/** Each key while it is looked at, before a burst takes it away; nothing can be done about it. */
const onlookers = new Set<(event: KeyboardEvent) => void>();

export function lookAtKeys(onlooker: (event: KeyboardEvent) => void): () => void {
  onlookers.add(onlooker);
  return () => void onlookers.delete(onlooker);
}

/**
 * Listens to all keys of the window, before anybody else does, so that it does not matter where the focus is
 * and no key of a burst is taken for a shortcut. Without a listener every key goes its usual way.
 */
export function watchKeys(target: Window): void {
  const scanners = { ending: () => listeners.at(-1)?.ending() ?? 'unknown', endSeen: false };
  const wedge = createWedge(wedgePace, scanners);
  const inField = createWedge(fieldPace, scanners);
  let field: Element | null = null;
  let quiet: number | undefined;
  // By its place: on a machine that has no AltGr a scanner's is the right Alt.
  let rightAlt = false;

  const tell = (outcome: WedgeOutcome | undefined, where: Element | null): boolean =>
    (outcome && listeners.at(-1)?.hear({ ...outcome, field: where })) ?? false;

  const onKey = (event: KeyboardEvent) => {
    if (event.code === 'AltRight') rightAlt = true;
    for (const look of onlookers) look(event);
    if (listeners.length === 0) return;
    // A key that a person holds down repeats at a scanner's pace. No scanner holds one down.
    const now = isTextField(event.target) ? (event.target as Element) : null;
    if (event.repeat || event.metaKey || now !== field) {
      const before = field ? inField : wedge;
      tell(before.interrupt(event.timeStamp), field);
      field = now;
    }
    if (event.repeat || event.metaKey) return;
    const where = field;
    const used = where ? inField : wedge;
    const { outcome, swallow } = used.press(keyOf(event, rightAlt), event.timeStamp);
    const kept = tell(outcome, where);
    if (where ? kept : swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    target.clearTimeout(quiet);
    // Keys that arrive late are followed by others that do: silence is when those would be here, too.
    const behind = performance.now() - event.timeStamp;
    const late = Math.min(mostLateMs, Math.max(0, behind));
    // The clock of the keys may run ahead of the window's.
    const early = Math.max(0, -behind);
    quiet = target.setTimeout(
      () => void tell(used.silence(performance.now()), where),
      used.waitMs() + 5 + 2 * late + early,
    );
  };
  const onUp = (event: KeyboardEvent) => {
    if (event.code === 'AltRight') rightAlt = false;
  };
  target.addEventListener('keydown', onKey, true);
  target.addEventListener('keyup', onUp, true);
  // Alt+Tab takes the keyboard away while the key is down.
  target.addEventListener('blur', () => {
    rightAlt = false;
  });
}

function keyOf(event: KeyboardEvent, rightAlt: boolean): WedgeKey {
  const altGraph =
    rightAlt || event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey);
  return {
    code: event.code,
    key: event.isComposing ? 'Process' : event.key,
    shift: event.shiftKey,
    ctrl: event.ctrlKey && !altGraph,
    alt: event.altKey && !altGraph,
    altGraph,
    capsLock: event.getModifierState('CapsLock'),
  };
}
