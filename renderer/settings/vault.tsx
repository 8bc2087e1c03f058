import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** Where group and app secrets are kept. The first passphrase given is the one it is made with. */
export function Vault() {
  const { w } = useWords();
  const { vault } = useStationState();
  const unlock = useAct('vault.unlock');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const isNew = vault.state === 'new';
  const differs = isNew && again !== '' && again !== passphrase;
  const ready = passphrase.length >= 8 && (!isNew || again === passphrase);
  const open = async () => {
    if (!(await unlock.run({ passphrase }))) return;
    setPassphrase('');
    setAgain('');
  };
  return (
    <Card title={w('settings.vault')}>
      <div className={styles.form}>
        <p>{w('vault.what')}</p>
        {vault.state === 'open' ? (
          <GoodNote>{w('vault.open', { backend: vault.backend })}</GoodNote>
        ) : (
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) void open();
            }}
          >
            <p>
              <strong>{w(isNew ? 'vault.new' : 'vault.locked')}</strong>
            </p>
            <PasswordInput
              label={w('vault.passphrase')}
              description={isNew ? w('vault.newHint') : undefined}
              value={passphrase}
              minLength={8}
              maxLength={1024}
              required
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': w('cloud.showSecret') }}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
            {isNew && (
              <PasswordInput
                label={w('vault.again')}
                value={again}
                error={differs ? w('vault.differs') : undefined}
                required
                autoComplete="off"
                visibilityToggleButtonProps={{ 'aria-label': w('cloud.showSecret') }}
                onChange={(event) => setAgain(event.currentTarget.value)}
              />
            )}
            <Button type="submit" loading={unlock.busy} disabled={!ready}>
              {w(isNew ? 'vault.make' : 'vault.unlock')}
            </Button>
            <ProblemNote problem={unlock.problem} />
          </form>
        )}
      </div>
    </Card>
  );
}
