import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Client } from '../shared/client.ts';
import type { State } from '../shared/models/state.ts';
import type { Link, WindowTransport } from './transport.ts';

interface StationValue {
  call: Client['call'];
  /** Null until the station was heard for the first time. */
  state: State | null;
  link: Link;
}

const StationContext = createContext<StationValue | null>(null);

interface Props {
  client: Client;
  link: WindowTransport['link'];
  children: ReactNode;
}

/** Holds the newest State; every screen draws from it and keeps no copy. */
export function StationProvider({ client, link: watchLink, children }: Props) {
  const [state, setState] = useState<State | null>(null);
  const [link, setLink] = useState<Link>('joining');
  useEffect(() => client.watch(setState), [client]);
  useEffect(() => watchLink(setLink), [watchLink]);
  const value = useMemo(() => ({ call: client.call, state, link }), [client, state, link]);
  return <StationContext value={value}>{children}</StationContext>;
}

export function useStation(): StationValue {
  const value = use(StationContext);
  if (!value) throw new Error('useStation needs a StationProvider above it');
  return value;
}

/** The State, for everything that is only drawn once there is one. */
export function useStationState(): State {
  const { state } = useStation();
  if (!state) throw new Error('this part is drawn before the station was heard');
  return state;
}
