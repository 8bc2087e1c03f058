import { onTestFinished } from 'vitest';
import { type FakePrinter, type Faults, openFakePrinter } from './fake-printer-server.ts';

export type { FakePrinter };

/** A printer that ends with its test. */
export async function fakePrinter(faults: Partial<Faults> = {}): Promise<FakePrinter> {
  const printer = await openFakePrinter(faults);
  onTestFinished(printer.close);
  return printer;
}
