import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ArticleCheck, articleChecks } from '../../../shared/models/line.ts';
import { useAct, useQuery } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';
import { DecisionButtons, LineDialog } from './line-dialog.tsx';

interface Props {
  deviceSn: string;
  opened: boolean;
  onClose: () => void;
}

/** The checks of a first article, with what the station itself knows of each. */
export function ArticleDialog({ deviceSn, opened, onClose }: Props) {
  const { w } = useWords();
  return (
    <LineDialog title={w('article.title', { deviceSn })} opened={opened} onClose={onClose}>
      <Checks deviceSn={deviceSn} onClose={onClose} />
    </LineDialog>
  );
}

function Checks({ deviceSn, onClose }: { deviceSn: string; onClose: () => void }) {
  const { w, when } = useWords();
  const article = useQuery('batches.article', {});
  const look = useAct('devices.look');
  const approve = useAct('batches.approve');
  const mayNot = useMayNot('batches.approve');
  const [made, setMade] = useState<readonly ArticleCheck[]>([]);
  const [reason, setReason] = useState('');
  const [cloud, setCloud] = useState<string | null>(null);
  const { device, scannedBack } = article.value ?? { device: null, scannedBack: null };
  const values = Object.entries(device?.masterData ?? {})
    .map(
      ([name, value]) =>
        `${name} ${value !== null && typeof value === 'object' ? value.defaultValue : String(value ?? '–')}`,
    )
    .join(' · ');
  const known: Record<ArticleCheck, string> = {
    label: device ? w(`labelState.${device.labelState}`) : '',
    scanned:
      scannedBack === null
        ? w('article.notScanned')
        : w('article.scannedAt', { at: when(scannedBack) }),
    values,
    online: cloud ?? (device ? w(`status.${device.status}`) : ''),
  };
  const all = made.length === articleChecks.length;
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        void approve
          .run({ deviceSn, checks: [...made], reason: reason.trim() })
          .then((done) => done && onClose());
      }}
    >
      {articleChecks.map((check) => (
        <Checkbox
          key={check}
          size="lg"
          label={w(`article.check.${check}`)}
          description={known[check]}
          checked={made.includes(check)}
          onChange={(event) =>
            setMade(
              event.currentTarget.checked
                ? [...made, check]
                : made.filter((each) => each !== check),
            )
          }
        />
      ))}
      {device && (
        <Button
          variant="default"
          loading={look.busy}
          onClick={() =>
            void look.run({ groupId: device.groupId, deviceSn }).then((seen) => {
              if (seen)
                setCloud(
                  seen.device
                    ? w('article.inCloud', { status: w(`life.${seen.device.currentStatus}`) })
                    : w('article.notInCloud'),
                );
            })
          }
        >
          {w('article.look')}
        </Button>
      )}
      <Textarea
        label={w('article.reason')}
        description={all ? undefined : w('article.reasonHint')}
        value={reason}
        maxLength={256}
        rows={2}
        required={!all}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {mayNot && <p className="ink-off">{mayNot}</p>}
      <ProblemNote problem={approve.problem ?? look.problem ?? article.problem} />
      <DecisionButtons
        go={w('article.go')}
        busy={approve.busy}
        disabled={mayNot !== null || (!all && reason.trim() === '')}
        onClose={onClose}
      />
    </form>
  );
}
