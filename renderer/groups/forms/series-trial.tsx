import { useDeferredValue, useMemo } from 'react';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { CompiledSeries } from '../../../shared/serial/series/compile.ts';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import type { RuleDraft, RuleOf } from '../draft/rule.ts';
import type { SeriesDraft } from '../draft/series.ts';
import { tryRuleBeside, trySeries, trySeriesBeside } from '../draft/series-trial.ts';
import styles from '../groups.module.css';

interface Props {
  series: SeriesDraft;
  rule: RuleDraft;
  of: RuleOf;
  groups: Catalog['registrationGroups'];
}

const shown = 5;

/** The SNs that would come of it, what the SN rule says to them, and whose SNs they could be as well. */
export function SeriesTrial({ series, rule, of, groups }: Props) {
  const { w, sentence, number } = useWords();
  const { groupId, modelId } = of;
  const tried = useMemo(
    () => trySeries(series, { groupId, modelId }, Date.now),
    [series, groupId, modelId],
  );
  return (
    <section className={styles.tried}>
      <h3>{w('series.preview')}</h3>
      <output>
        {tried === null && <p className={styles.none}>{w('series.unready')}</p>}
        {tried?.ok === false && (
          <ul>
            <li>
              <Shape kind="bad" className="ink-bad" />
              <span>{sentence(tried.problem)}</span>
            </li>
          </ul>
        )}
        {tried?.ok && (
          <dl className={styles.preview}>
            {(
              [
                ['series.previewFirst', tried.preview.first],
                ['series.previewNext', tried.preview.second ?? '–'],
                ['series.previewLast', tried.preview.last],
              ] as const
            ).map(([key, sn]) => (
              <div key={key}>
                <dt>{w(key)}</dt>
                <dd className="mono">{sn}</dd>
              </div>
            ))}
            <div>
              <dt>{w(`series.previewCount.${series.reset}`)}</dt>
              <dd>{number(tried.preview.count)}</dd>
            </div>
          </dl>
        )}
      </output>
      {tried?.ok && <Beside series={tried.series} rule={rule} of={of} groups={groups} />}
    </section>
  );
}

interface BesideProps extends Omit<Props, 'series'> {
  series: CompiledSeries;
}

function Beside({ series, rule, of, groups }: BesideProps) {
  const { w, sentence, number } = useWords();
  const { groupId, modelId } = of;
  const made = useDeferredValue(series);
  const typed = useDeferredValue(rule);
  const byRule = useMemo(
    () => tryRuleBeside(made, typed, { groupId, modelId }, Date.now),
    [made, typed, groupId, modelId],
  );
  const beside = useMemo(() => trySeriesBeside(made, groups, Date.now), [made, groups]);
  return (
    <output>
      <ul>
        {byRule === null ? (
          <Line kind="warn">{w('rule.broken')}</Line>
        ) : 'code' in byRule ? (
          <Line kind="bad">{sentence(byRule)}</Line>
        ) : (
          <Line kind="ok">{w('series.ruleTakes', { count: number(byRule.tried) })}</Line>
        )}
        {beside.found.slice(0, shown).map((one) => (
          <Line key={one.groupId} kind="bad">
            {w(one.deviceSn === null ? 'series.perhaps' : 'series.meets', {
              ...one,
              deviceSn: one.deviceSn ?? '',
            })}
          </Line>
        ))}
        {beside.found.length > shown && (
          <Line kind="bad">{w('trial.more', { count: number(beside.found.length - shown) })}</Line>
        )}
        {beside.found.length === 0 && beside.compared > 0 && (
          <Line kind="ok">{w('series.apart', { count: number(beside.compared) })}</Line>
        )}
        {beside.left > 0 && (
          <Line kind="warn">{w('trial.left', { count: number(beside.left) })}</Line>
        )}
      </ul>
    </output>
  );
}

const inks = { ok: 'ink-ok', bad: 'ink-bad', warn: 'ink-warn' } as const;

function Line({ kind, children }: { kind: keyof typeof inks; children: string }) {
  return (
    <li>
      <Shape kind={kind} className={inks[kind]} />
      <span>{children}</span>
    </li>
  );
}
