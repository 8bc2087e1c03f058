import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useWords } from '../../words.tsx';
import { type Faults, within } from '../draft/faults.ts';

interface FormValue {
  faults: Faults;
  /** True once somebody tried to save: then what is only missing is told too. */
  tried: boolean;
}
const FormContext = createContext<FormValue>({ faults: {}, tried: false });

export function FormFaults({ faults, tried, children }: FormValue & { children: ReactNode }) {
  const value = useMemo(() => ({ faults, tried }), [faults, tried]);
  return <FormContext value={value}>{children}</FormContext>;
}

/** The fields inside know themselves by shorter paths: `name` for `masterData.3.name`. */
export function FormPart({ path, children }: { path: string; children: ReactNode }) {
  const { faults, tried } = use(FormContext);
  const value = useMemo(() => ({ faults: within(faults, path), tried }), [faults, tried, path]);
  return <FormContext value={value}>{children}</FormContext>;
}

/** Which parts of a list have something to put right that may be told already, by their place in it. */
export function useWrongParts(path: string): ReadonlySet<number> {
  const { faults, tried } = use(FormContext);
  const told = Object.entries(within(faults, path)).filter(
    ([, { code }]) => tried || code !== 'needed',
  );
  return new Set(told.map(([name]) => Number.parseInt(name, 10)));
}

/**
 * The sentence beside a field while it is typed. An empty field is only told of once it was left, or
 * somebody tried to save: nobody is blamed for a form that has just opened.
 */
export function useFault(path: string) {
  const { faults, tried } = use(FormContext);
  const { w } = useWords();
  const [left, setLeft] = useState(false);
  const fault = faults[path];
  const told = fault && (fault.code !== 'needed' || tried || left);
  return {
    error: told ? w(`fault.${fault.code}`, fault.params) : undefined,
    onBlur: () => setLeft(true),
  };
}
