import { MantineProvider } from '@mantine/core';
import { RoleProvider } from './role.tsx';
import { Lost } from './shell/lost.tsx';
import { Shell } from './shell/shell.tsx';
import { useStation } from './station.tsx';
import { theme } from './theme.ts';
import { useScheme } from './use-look.ts';
import { machineLanguage, WordsProvider } from './words.tsx';

const nonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? undefined;

/** Language and theme are the station's preferences: they change for every window without restart. */
export function App() {
  const { state, link } = useStation();
  const scheme = useScheme(state?.preferences.theme ?? 'auto');
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme === 'light' ? 'light' : 'dark'}
      getStyleNonce={() => nonce ?? ''}
    >
      <WordsProvider language={state?.preferences.language ?? machineLanguage()}>
        <RoleProvider>{state && <Shell />}</RoleProvider>
        {link === 'lost' && <Lost />}
      </WordsProvider>
    </MantineProvider>
  );
}
