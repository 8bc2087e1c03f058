import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Job } from '../../shared/models/action.ts';
import { Card, Empty, Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { whoDid } from '../life/who.ts';
import { addressOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { JobBar } from './job-bar.tsx';
import { JobView } from './job-view.tsx';
import styles from './jobs.module.css';
import { useJob, useJobs } from './use-job.ts';

/** Every action of people on devices, newest first; one of them when the address names it. */
export function JobsPage({ id }: { id: string | undefined }) {
  return id === undefined ? <JobList /> : <OneJob key={id} id={id} />;
}

function JobList() {
  const { w } = useWords();
  const { jobs, problem } = useJobs();
  return (
    <Page
      arrives
      title={w('jobs.title')}
      hint={w('jobs.hint')}
      actions={<Back href={addressOf('sync')}>{w('nav.sync')}</Back>}
    >
      <ProblemNote problem={problem} />
      {jobs?.length === 0 && (
        <Empty title={w('jobs.none')}>
          <p>{w('jobs.noneHint')}</p>
        </Empty>
      )}
      {jobs && jobs.length > 0 && (
        <ul className={styles.list}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function JobRow({ job }: { job: Job }) {
  const { w, number, when } = useWords();
  return (
    <li className={styles.row}>
      <a className={styles.open} href={addressOf('sync', 'actions', job.id)}>
        {w('jobs.of', { action: w(`act.${job.action}`), total: number(job.total) })}
      </a>
      <span className="ink-off">{byWhom(job, w, when)}</span>
      <JobBar job={job} />
    </li>
  );
}

function OneJob({ id }: { id: string }) {
  const { w, number, when } = useWords();
  const { job } = useJob(id);
  return (
    <Page
      arrives
      title={
        job
          ? w('jobs.of', { action: w(`act.${job.action}`), total: number(job.total) })
          : w('jobs.title')
      }
      hint={job ? byWhom(job, w, when) : ' '}
      actions={<Back href={addressOf('sync', 'actions')}>{w('jobs.back')}</Back>}
    >
      <div className={styles.scroll}>
        <Card>
          <JobView id={id} />
        </Card>
      </div>
    </Page>
  );
}

type Words = ReturnType<typeof useWords>;

const byWhom = ({ by, startedAt }: Job, w: Words['w'], when: Words['when']): string =>
  w('jobs.by', { at: when(startedAt), by: whoDid(by, { w }) });

function Back({ href, children }: { href: string; children: string }) {
  return (
    <Button
      component="a"
      href={href}
      variant="default"
      leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
    >
      {children}
    </Button>
  );
}
