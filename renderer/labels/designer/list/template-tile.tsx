import { Button } from '@mantine/core';
import type { TemplateCard } from '../../../../shared/models/template.ts';
import { useQuery } from '../../../calls.ts';
import { useWords } from '../../../words.tsx';
import { LabelPicture } from '../canvas/label-picture.tsx';
import styles from '../designer.module.css';
import { Grade } from '../survival/grade.tsx';

interface Props {
  card: TemplateCard;
  mayNot: string | null;
  onOpen: () => void;
  onCopy: () => void;
  onExport: () => void;
  onRetire: () => void;
}

/** Pixels that a picture may have. */
const room = { width: 220, height: 110 };

/** One template: what it prints, how large, and what can be done with it. */
export function TemplateTile({ card, mayNot, onOpen, onCopy, onExport, onRetire }: Props) {
  const { w, number, when } = useWords();
  const drawn = useQuery('templates.draw', { design: card.id }, card.version);
  const scale = Math.min(room.width / card.width, room.height / card.height, 4);
  const about = (word: string) => `${word}: ${card.name}`;
  return (
    <li className={styles.tile}>
      <div className={styles.thumb}>
        {drawn.value && (
          <LabelPicture
            label={drawn.value}
            width={card.width * scale}
            height={card.height * scale}
          />
        )}
      </div>
      <strong>{card.name}</strong>
      <span className="ink-off">
        {w('labels.size', { width: number(card.width), height: number(card.height) })}
        {card.perPage > 1 && ` · ${w('labels.perPage', { count: number(card.perPage) })}`}
        {card.at !== null &&
          ` · ${w('design.version', { version: number(card.version) })} · ${when(card.at)}`}
      </span>
      {card.survival && (
        <span className="ink-off">
          {w('survive.tried')} <Grade scans={card.survival} /> ·{' '}
          {w(card.survival.longest ? 'survive.longestData' : 'survive.usualData')}
        </span>
      )}
      <div className={styles.tileActs}>
        {!card.builtIn && (
          <Button px={14} onClick={onOpen} aria-label={about(w('design.edit'))}>
            {w('design.edit')}
          </Button>
        )}
        <Button
          variant="default"
          px={14}
          disabled={mayNot !== null}
          onClick={onCopy}
          aria-label={about(w('design.copy'))}
        >
          {w('design.copy')}
        </Button>
        <Button variant="default" px={14} onClick={onExport} aria-label={about(w('design.export'))}>
          {w('design.export')}
        </Button>
        {!card.builtIn && (
          <Button
            variant="default"
            px={14}
            disabled={mayNot !== null}
            onClick={onRetire}
            aria-label={about(w('design.retire'))}
          >
            {w('design.retire')}
          </Button>
        )}
      </div>
    </li>
  );
}
