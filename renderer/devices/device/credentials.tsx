import { Button, Textarea } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { isAllocated } from '../../../shared/life-cycle.ts';
import {
  type CloudDevice,
  credentialParts,
  type DeviceName,
} from '../../../shared/models/device.ts';
import { useAct } from '../../calls.ts';
import { focusOnIt } from '../../common/focus-on-it.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './device.module.css';
import { digestOf } from './leave-clipboard.ts';
import { useShownFor } from './use-shown-for.ts';

/** As long as it takes to type them over once. */
const shownMs = 60_000;

const isAddress = (part: (typeof credentialParts)[number]): boolean =>
  part === 'mqttUrl' || part === 'httpUrl';

interface Props {
  name: DeviceName;
  cloud: CloudDevice | null;
}

/**
 * Masked until a person gives a reason; shown for a minute, and gone when the page is left. They are
 * held in this component and nowhere else: no address, no storage, no title.
 */
export function CredentialsCard({ name, cloud }: Props) {
  const { w, age } = useWords();
  const reveal = useAct('devices.reveal');
  const copied = useAct('devices.copied');
  const whyNot = useMayNot('devices.reveal');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { shown, show, hide, leftMs } =
    useShownFor<NonNullable<Awaited<ReturnType<typeof reveal.run>>>>(shownMs);
  const has = cloud !== null && isAllocated(cloud.currentStatus);
  const ask = async () => {
    const answer = await reveal.run({ ...name, reason: reason.trim() });
    if (!answer) return;
    show(answer);
    setAsking(false);
    setReason('');
  };
  const mayCopy = async (part: (typeof credentialParts)[number], text: string) =>
    copied.run({ ...name, part, ...(isAddress(part) ? {} : { digest: await digestOf(text) }) });
  return (
    <Card title={w('credentials.title')}>
      <p className={styles.note}>{w(has || shown ? 'credentials.hint' : 'credentials.none')}</p>
      {(has || shown) && (
        <dl className={styles.credentials}>
          {credentialParts.map((part) => (
            <div key={part}>
              <dt>{w(`credentials.${part}`)}</dt>
              <dd className="mono">
                {shown ? (
                  shown[part] || '–'
                ) : (
                  <span role="img" aria-label={w('credentials.masked')}>
                    ••••••••
                  </span>
                )}
              </dd>
              <dd>
                {shown?.[part] ? (
                  <CopyButton
                    name={w(`credentials.${part}`)}
                    text={shown[part]}
                    secret={!isAddress(part)}
                    before={() => mayCopy(part, shown[part])}
                  />
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <ProblemNote problem={copied.problem} />
      {shown ? (
        <div className={styles.hide}>
          <Button
            variant="light"
            leftSection={<IconEyeOff size={20} aria-hidden="true" />}
            onClick={hide}
          >
            {w('credentials.hide')}
          </Button>
          <span className="ink-off">{w('credentials.hidesIn', { age: age(leftMs) })}</span>
        </div>
      ) : asking ? (
        <form
          className={styles.reveal}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '' && !reveal.busy) void ask();
          }}
        >
          <Textarea
            label={w('credentials.reason')}
            value={reason}
            maxLength={256}
            rows={2}
            required
            ref={focusOnIt}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote problem={reveal.problem} />
          <div className={styles.hide}>
            <Button type="submit" disabled={reason.trim() === ''} loading={reveal.busy}>
              {w('credentials.reveal')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {w('cancel')}
            </Button>
          </div>
        </form>
      ) : (
        has && (
          <>
            <Button
              variant="default"
              disabled={whyNot !== null}
              leftSection={<IconEye size={20} aria-hidden="true" />}
              onClick={() => setAsking(true)}
            >
              {w('credentials.reveal')}
            </Button>
            {whyNot && <p className={styles.note}>{whyNot}</p>}
          </>
        )
      )}
    </Card>
  );
}
