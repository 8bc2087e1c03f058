import { Page } from '../common/page.tsx';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';
import { MakeHandover } from './make.tsx';
import { Stations } from './stations.tsx';
import { TakeHandover } from './take.tsx';

/** From station to station without a network: what is given away, what is taken, and whom this station trusts. */
export function HandoverPage() {
  const { w } = useWords();
  const mayNot = useMayNot('handover.look');
  return (
    <Page title={w('handover.title')} hint={w('handover.hint')} arrives>
      {mayNot === null ? (
        <div className={styles.body}>
          <div className={styles.two}>
            <TakeHandover />
            <MakeHandover />
          </div>
          <Stations />
        </div>
      ) : (
        <p className="ink-off">{mayNot}</p>
      )}
    </Page>
  );
}
