import type { Verdict } from '../../shared/models/read.ts';
import type { PortIdentity } from '../../shared/models/scanner.ts';
import type { Unit, UnitState, UnitTrial, UnitWish } from '../../shared/models/unit.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { UnitLines } from '../../shared/units/lines.ts';
import type { Ports, UsbBus } from '../world.ts';
import { type QueryRun, queryRules, runQuery, trialOf } from './run-query.ts';
import { createUartLink } from './uart-link.ts';
import type { UnitLink, UnitSink } from './unit-link.ts';
import { createUsbLink, tryUsb } from './usb/usb-link.ts';

/** All places of the station where units themselves are read. */
export interface Units {
  /** Opens what is new, closes what is gone, leaves the rest alone. */
  use(units: readonly Unit[]): void;
  states(): UnitState[];
  /** `unit-unknown`, and why its port is not open. */
  ask(id: string): Promise<Result<Verdict[]>>;
  /** Asks as `wish` says and registers nothing; over the open port where that is one of the station's. */
  try(wish: UnitWish): Promise<Result<UnitTrial[]>>;
  close(): void;
}

export interface UnitsNeeds extends UnitSink {
  ports: Ports;
  usb: UsbBus;
  now(): number;
  onChange(): void;
}

export function createUnits(needs: UnitsNeeds): Units {
  const links = new Map<string, { unit: Unit; link: UnitLink }>();
  let order: readonly string[] = [];

  const linkOf = (unit: Unit): UnitLink =>
    unit.kind === 'uart'
      ? createUartLink({ ...needs, unit, rivals: () => rivalsOf(unit.id) })
      : createUsbLink({ ...needs, unit });

  const rivalsOf = (id: string): PortIdentity[] =>
    [...links.values()].flatMap(({ unit }) =>
      unit.kind === 'uart' && unit.id !== id && unit.identity ? [unit.identity] : [],
    );

  return {
    use(units) {
      const wanted = new Map(units.map((unit) => [unit.id, unit]));
      for (const [id, { unit, link }] of links) {
        if (JSON.stringify(wanted.get(id)) === JSON.stringify(unit)) continue;
        link.close();
        links.delete(id);
      }
      for (const [id, unit] of wanted) {
        if (!links.has(id)) links.set(id, { unit, link: linkOf(unit) });
      }
      order = [...wanted.keys()];
      needs.onChange();
    },
    // One that was changed stays in its place on the screen.
    states: () => order.flatMap((id) => links.get(id)?.link.state() ?? []),
    ask: async (id) => links.get(id)?.link.ask() ?? fail('unit-unknown'),
    async try(wish) {
      if (wish.kind === 'usb') return tryUsb(needs.usb, wish);
      const known = [...links.values()].find(
        ({ unit }) => unit.kind === 'uart' && unit.path === wish.path,
      );
      if (!known) return tryPort(needs.ports, wish);
      return sameLine(known.unit, wish)
        ? known.link.try(wish)
        : fail('port-busy', { path: wish.path });
    },
    close() {
      for (const { link } of links.values()) link.close();
      links.clear();
    },
  };
}

function sameLine(unit: Unit, wish: UnitWish): boolean {
  if (unit.kind !== 'uart' || wish.kind !== 'uart') return false;
  const { baudRate, dataBits, parity, stopBits } = wish;
  return (
    unit.baudRate === baudRate &&
    unit.dataBits === dataBits &&
    unit.parity === parity &&
    unit.stopBits === stopBits
  );
}

/** Over a connection of its own, which is closed again. */
async function tryPort(
  ports: Ports,
  wish: Extract<UnitWish, { kind: 'uart' }>,
): Promise<Result<UnitTrial[]>> {
  const rules = queryRules(wish);
  if (!rules.ok) return rules;
  const { path, baudRate, dataBits, parity, stopBits } = wish;
  const lines = new UnitLines();
  let run: QueryRun | null = null;
  let gone = false;
  try {
    const opened = await ports.open(
      path,
      { baudRate, dataBits, parity, stopBits },
      {
        onData(bytes) {
          const text = Buffer.from(bytes).toString('latin1');
          if (run) run.hear(text);
          else lines.hear(text);
        },
        onClose() {
          gone = true;
          run?.lost();
        },
      },
    );
    if (!opened.ok) return opened;
    run = runQuery(rules.value, lines, opened.value);
    if (gone) run.lost();
    const result = await run.result;
    opened.value.close();
    return ok([trialOf(result)]);
  } catch (error) {
    return fail('port-failed', { path, detail: (error as Error).message });
  }
}
