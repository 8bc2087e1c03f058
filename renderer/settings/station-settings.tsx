import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Preferences } from '../../shared/models/settings.ts';
import { useAct } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { LanguageChoice } from '../common/language-choice.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { playTone, wakeSound } from '../scan/sounds.ts';
import { tones } from '../scan/tones.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** Name, language, theme and sounds: each takes effect at once, in every window of the station. */
export function StationSettings() {
  const { w } = useWords();
  const { preferences } = useStationState();
  const set = useAct('preferences.set');
  const [name, setName] = useState(preferences.stationName);
  const change = (part: Partial<Preferences>) => void set.run(part);
  return (
    <Card title={w('settings.station')}>
      <div className={styles.form}>
        <form
          className={styles.inline}
          onSubmit={(event) => {
            event.preventDefault();
            change({ stationName: name.trim() });
          }}
        >
          <TextInput
            className={styles.grow ?? ''}
            label={w('station.name')}
            description={w('station.nameHint')}
            value={name}
            maxLength={64}
            required
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            disabled={name.trim() === '' || name.trim() === preferences.stationName}
          >
            {w('save')}
          </Button>
        </form>
        <LanguageChoice label={w('station.language')} />
        <Choice
          label={w('station.theme')}
          value={preferences.theme}
          data={[
            { value: 'auto', label: w('theme.auto') },
            { value: 'light', label: w('theme.light') },
            { value: 'dark', label: w('theme.dark') },
          ]}
          onChange={(theme) => change({ theme })}
        />
        <div className={styles.inline}>
          <Switch
            className={styles.grow ?? ''}
            label={w('station.sounds')}
            description={w('station.soundsHint')}
            checked={preferences.sounds}
            onChange={(event) => change({ sounds: event.currentTarget.checked })}
          />
        </div>
        <div className={styles.row}>
          {tones.map((tone) => (
            <Button
              key={tone}
              variant="default"
              onClick={() => {
                wakeSound();
                playTone(tone);
              }}
            >
              {w('station.listen', { verdict: w(`verdict.${tone}`) })}
            </Button>
          ))}
        </div>
        <ProblemNote problem={set.problem} />
      </div>
    </Card>
  );
}
