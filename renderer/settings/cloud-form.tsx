import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type CloudLink, cloudKinds } from '../../shared/models/settings.ts';
import { useAct } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

interface Props {
  link: CloudLink | null;
  onDone: () => void;
}

/** The secret goes straight to the station's vault and is never shown again, not even here. */
export function CloudForm({ link, onDone }: Props) {
  const { w } = useWords();
  const connect = useAct('cloud.connect');
  const [form, setForm] = useState<CloudLink>(
    link ?? { kind: 'lineside', url: '', appKey: '', orgId: '' },
  );
  const [appSecret, setAppSecret] = useState('');
  const text = (name: 'url' | 'appKey' | 'orgId') => ({
    label: w(`cloud.${name}`),
    value: form[name],
    required: true,
    autoComplete: 'off',
    spellCheck: false,
    classNames: { input: 'mono' },
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const send = async () => {
    const answer = await connect.run({
      ...form,
      url: form.url.trim(),
      appKey: form.appKey.trim(),
      orgId: form.orgId.trim(),
      appSecret,
    });
    if (!answer) return;
    setAppSecret('');
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Choice
        label={w('cloud.kind')}
        hint={w(`cloud.kind.${form.kind}.hint`)}
        value={form.kind}
        data={cloudKinds.map((kind) => ({ value: kind, label: w(`cloud.kind.${kind}`) }))}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      <TextInput {...text('url')} type="url" placeholder="https://" />
      <div className={styles.two}>
        <TextInput {...text('appKey')} />
        <TextInput {...text('orgId')} />
      </div>
      <PasswordInput
        label={w('cloud.appSecret')}
        description={w('cloud.appSecretHint')}
        value={appSecret}
        required
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': w('cloud.showSecret') }}
        onChange={(event) => setAppSecret(event.currentTarget.value)}
      />
      <Button type="submit" size="xl" fz={18} loading={connect.busy}>
        {w('cloud.connect')}
      </Button>
      <ProblemNote problem={connect.problem} />
    </form>
  );
}
