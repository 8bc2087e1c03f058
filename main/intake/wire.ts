import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import { coveredBadge } from '../security/badges.ts';
import type { Operators } from '../security/operators.ts';
import type { Station } from '../station.ts';
import { timersOf } from '../timers.ts';
import type { World } from '../world.ts';
import { createIntake } from './intake.ts';
import { createTurn } from './turn.ts';
import { createUnits } from './units.ts';

interface Given {
  world: World;
  station: Station;
  operators: Operators;
  now(): number;
  onChange(): void;
}

/** All ways by which texts come in, and the turn in which they are received together. */
export function wireIntake({ world, station, operators, now, onChange }: Given) {
  const turn = createTurn(station.together);
  const intake = createIntake({
    ports: world.ports,
    now,
    cover: (text) => (operators.hides(text) ? coveredBadge : withoutSecrets(text)),
    onText: (text, source, answer) => turn.add(() => station.receive(text, source), answer),
    onMisread: (why, source, answer) => turn.add(() => station.misread(why, source), answer),
    onDropped: (what, source, answer) =>
      turn.add(() => station.dropped(what.length, source), answer),
    onChange,
    timers: timersOf(world.clock),
  });
  const units = createUnits({
    ports: world.ports,
    usb: world.usb,
    now,
    receive: (text, source, facts) => station.receive(text, source, facts),
    misread: (why, source) => station.misread(why, source),
    onChange,
  });
  return { turn, intake, units };
}
