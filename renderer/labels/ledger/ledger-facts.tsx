import type { BatchLedger } from '../../../shared/models/printing.ts';
import { Facts } from '../../common/facts.tsx';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { whoDid } from '../../life/who.ts';
import { useWords } from '../../words.tsx';

/** The accounts of a batch, and what keeps it from being balanced. */
export function LedgerFacts({ ledger }: { ledger: BatchLedger }) {
  const { w, number, when } = useWords();
  const { counted } = ledger;
  const numbers = [
    ['ledger.reserved', ledger.reserved],
    ['ledger.sent', ledger.sent],
    ['ledger.out', ledger.out],
    ['ledger.inHand', ledger.printed],
    ['ledger.applied', ledger.applied],
    ['ledger.voided', ledger.voided],
    ['ledger.failed', ledger.failed],
    ['ledger.toDestroy', ledger.toDestroy],
  ] as const;
  return (
    <>
      <Facts
        facts={[
          ...numbers.map(([name, count]) => ({ name: w(name), value: number(count) })),
          // Rounded down: all of them is said only when it is all of them.
          { name: w('ledger.verified'), value: `${number(Math.floor(ledger.verified * 100))} %` },
          {
            name: w('ledger.counted'),
            value: counted
              ? w('ledger.countedBy', {
                  count: number(counted.inHand),
                  by: whoDid(counted.by, { w }),
                  at: when(counted.at),
                })
              : w('ledger.notCounted'),
          },
        ]}
      />
      {ledger.problem ? (
        <ProblemNote problem={ledger.problem} />
      ) : (
        <GoodNote>{w('ledger.balanced')}</GoodNote>
      )}
    </>
  );
}
