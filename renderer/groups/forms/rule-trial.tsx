import { type ReactNode, useDeferredValue, useMemo } from 'react';
import type { Catalog } from '../../../shared/models/catalog.ts';
import { useQuery } from '../../calls.ts';
import { Shape, type ShapeKind } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import { checkOf, type RuleDraft, type RuleOf } from '../draft/rule.ts';
import { tryExamples, tryGroups, tryReads } from '../draft/trial.ts';
import { TextField } from '../editor/fields.tsx';
import styles from '../groups.module.css';

interface Props {
  rule: RuleDraft;
  of: RuleOf;
  change: (part: Partial<RuleDraft>) => void;
}

const inks = { ok: 'ink-ok', bad: 'ink-bad', warn: 'ink-warn' } as const;

function Said({ kind, children }: { kind: keyof typeof inks & ShapeKind; children: ReactNode }) {
  return (
    <li>
      <Shape kind={kind} className={inks[kind]} />
      <span>{children}</span>
    </li>
  );
}

/** Most lines of one kind that are told; how many there are is told in any case. */
const shown = 5;

/** Good and bad examples, kept with the rule and tried at each key. */
export function RuleExamples({ rule, of, change }: Props) {
  const { w, sentence } = useWords();
  const { groupId, modelId } = of;
  const check = useMemo(
    () => checkOf(rule, { groupId, modelId }, Date.now),
    [rule, groupId, modelId],
  );
  const tried = (['good', 'bad'] as const).map((meant) => ({
    meant,
    lines: check ? tryExamples(check, rule[meant], meant) : [],
  }));
  return (
    <div className={styles.two}>
      {tried.map(({ meant, lines }) => (
        <div key={meant}>
          <TextField
            path={meant}
            label={w(`rule.${meant}`)}
            hint={w('rule.examples.hint')}
            value={rule[meant]}
            mono
            rows={3}
            onChange={(text) => change({ [meant]: text })}
          />
          <output className={styles.tried}>
            <ul>
              {lines.map(({ deviceSn, problem, asMeant }) => (
                <Said key={deviceSn} kind={asMeant ? 'ok' : 'bad'}>
                  <span className="mono">{deviceSn}</span>{' '}
                  {problem ? sentence(problem) : w('rule.taken')}
                </Said>
              ))}
            </ul>
          </output>
        </div>
      ))}
    </div>
  );
}

/** What the rule would have said to the last reads of this station. */
export function RuleOnReads({ rule, of }: Omit<Props, 'change'>) {
  const { w } = useWords();
  const mayNot = useMayNot('reads.list');
  return (
    <section className={styles.tried}>
      <h3>{w('trial.reads')}</h3>
      {mayNot === null ? <Reads rule={rule} of={of} /> : <p className={styles.none}>{mayNot}</p>}
    </section>
  );
}

function Reads({ rule, of }: Omit<Props, 'change'>) {
  const { w, sentence, number: count } = useWords();
  const { value } = useQuery('reads.list', { limit: 1000 });
  const { groupId, modelId } = of;
  const typed = useDeferredValue(rule);
  const tried = useMemo(
    () => value && tryReads(typed, { groupId, modelId }, value.items),
    [typed, groupId, modelId, value],
  );
  if (!tried) return null;
  if (tried.own === 0 && tried.others.length === 0) {
    return <p className={styles.none}>{w('trial.noReads')}</p>;
  }
  return (
    <output>
      <ul>
        {tried.own > 0 && (
          <Said kind={tried.lost.length === 0 ? 'ok' : 'warn'}>
            {w('trial.taken', { taken: count(tried.taken), own: count(tried.own) })}
          </Said>
        )}
        {tried.lost.length > 0 && (
          <Said kind="bad">{w('trial.lost', { count: count(tried.lost.length) })}</Said>
        )}
        {tried.lost.slice(0, shown).map(({ deviceSn, problem }) => (
          <li key={deviceSn} className={styles.deeper}>
            <span>
              <span className="mono">{deviceSn}</span> {sentence(problem)}
            </span>
          </li>
        ))}
        {tried.won.length > 0 && (
          <Said kind="warn">
            {w('trial.won', {
              count: count(tried.won.length),
              sns: tried.won.slice(0, shown).join(', '),
            })}
          </Said>
        )}
        {tried.others.length > 0 && (
          <Said kind="warn">
            {w('trial.others', {
              count: count(tried.others.length),
              sns: tried.others
                .slice(0, shown)
                .map((each) => `${each.deviceSn} (${each.groupId})`)
                .join(', '),
            })}
          </Said>
        )}
      </ul>
    </output>
  );
}

/** Which other groups could take the same SNs, and how far that was looked into. */
export function RuleBesideOthers({
  rule,
  of,
  groups,
}: Omit<Props, 'change'> & { groups: Catalog['registrationGroups'] }) {
  const { w, number: count } = useWords();
  const { groupId, modelId } = of;
  const typed = useDeferredValue(rule);
  const tried = useMemo(
    () => tryGroups(typed, { groupId, modelId }, groups),
    [typed, groupId, modelId, groups],
  );
  if (!tried || tried.compared + tried.left === 0) return null;
  return (
    <section className={styles.tried}>
      <h3>{w('trial.groups')}</h3>
      <output>
        <ul>
          {tried.found.slice(0, shown).map((found) => (
            <Said key={found.groupId} kind="warn">
              {found.overlap.kind === 'both'
                ? w('trial.both', { groupId: found.groupId, sn: found.overlap.example })
                : w('trial.perhaps', { groupId: found.groupId })}
            </Said>
          ))}
          {tried.found.length > shown && (
            <Said kind="warn">{w('trial.more', { count: count(tried.found.length - shown) })}</Said>
          )}
          {tried.found.length === 0 && tried.compared > 0 && (
            <Said kind="ok">{w('trial.apart', { count: count(tried.compared) })}</Said>
          )}
          {tried.left > 0 && (
            <Said kind="warn">{w('trial.left', { count: count(tried.left) })}</Said>
          )}
        </ul>
      </output>
      <p className={styles.none}>{w('trial.how')}</p>
    </section>
  );
}
