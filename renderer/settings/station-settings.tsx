import { Button, Slider, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Preferences } from '../../shared/models/settings.ts';
import { useAct } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { LanguageChoice } from '../common/language-choice.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { playTone, setVolume, wakeSound } from '../scan/sounds.ts';
import { tones } from '../scan/tones.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { KioskSettings } from './kiosk.tsx';
import styles from './settings.module.css';

/** Name, language, theme and sounds: each takes effect at once, in every window of the station. */
export function StationSettings() {
  const { w } = useWords();
  const { preferences } = useStationState();
  const set = useAct('preferences.set');
  const [name, setName] = useState(preferences.stationName);
  const change = (part: Partial<Preferences>) => void set.run(part);
  return (
    <div className={styles.stack}>
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
              { value: 'contrast', label: w('theme.contrast') },
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
          <Volume volume={preferences.volume} onChange={(volume) => change({ volume })} />
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
      <KioskSettings />
    </div>
  );
}

/** Heard as it is set: nobody knows what 60 sounds like beside a compressor. */
function Volume({ volume, onChange }: { volume: number; onChange: (volume: number) => void }) {
  const { w } = useWords();
  const [at, setAt] = useState(volume);
  return (
    <div className={styles.volume}>
      <span id="volume-name">{w('station.volume')}</span>
      <Slider
        key={volume}
        className={styles.grow ?? ''}
        size="xl"
        min={5}
        max={100}
        step={5}
        label={null}
        defaultValue={volume}
        thumbProps={{ 'aria-labelledby': 'volume-name' }}
        onChange={setAt}
        onChangeEnd={(next) => {
          wakeSound();
          setVolume(next);
          playTone('accepted');
          onChange(next);
        }}
      />
      <span className={styles.volumeNow}>{at} %</span>
    </div>
  );
}
