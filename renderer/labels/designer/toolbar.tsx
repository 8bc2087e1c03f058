import { Button } from '@mantine/core';
import {
  IconBarcode,
  IconBoxAlignTopLeft,
  IconCertificate,
  IconGridDots,
  IconLetterT,
  IconLine,
  IconPhoto,
  IconQrcode,
  IconTextSize,
} from '@tabler/icons-react';
import type { ElementKind } from '../../../shared/models/label-design.ts';
import { useWords } from '../../words.tsx';
import styles from './designer.module.css';
import { add } from './model/document.ts';
import { elementKinds, newElement } from './model/new-element.ts';
import type { Work } from './use-design.ts';

const icons: Record<ElementKind, typeof IconQrcode> = {
  qr: IconQrcode,
  'data-matrix': IconGridDots,
  code128: IconBarcode,
  text: IconLetterT,
  'micro-sn': IconTextSize,
  icon: IconCertificate,
  image: IconPhoto,
  line: IconLine,
  box: IconBoxAlignTopLeft,
};

/** What can be put on the label. A label that places itself is placed by hand first, so that nothing vanishes. */
export function Toolbar({ work }: { work: Work }) {
  const { w } = useWords();
  const { design } = work;
  const put = (kind: ElementKind) => {
    const next = add(design, newElement(kind, design));
    work.act(() => next);
    work.select(next.elements.at(-1)?.id ?? null);
  };
  return (
    <div className={styles.toolbar} role="group" aria-label={w('design.add')}>
      {elementKinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button
            key={kind}
            variant="default"
            px={10}
            disabled={design.layout === 'automatic'}
            leftSection={<Icon size={20} aria-hidden="true" />}
            onClick={() => put(kind)}
          >
            {w(`design.kind.${kind}`)}
          </Button>
        );
      })}
    </div>
  );
}
