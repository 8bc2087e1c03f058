import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { RoleProvider } from './role.tsx';
import { Lost } from './shell/lost.tsx';
import { Shell } from './shell/shell.tsx';
import { useStation } from './station.tsx';
import { theme } from './theme.ts';
import { machineLanguage, WordsProvider } from './words.tsx';

const nonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? undefined;

/** Language and theme are the station's preferences: they change for every window without restart. */
export function App() {
  const { state, link } = useStation();
  const machineIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, {
    getInitialValueInEffect: false,
  });
  const wanted = state?.preferences.theme ?? 'auto';
  const dark = wanted === 'auto' ? machineIsDark : wanted === 'dark';
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={dark ? 'dark' : 'light'}
      getStyleNonce={() => nonce ?? ''}
    >
      <WordsProvider language={state?.preferences.language ?? machineLanguage()}>
        <RoleProvider>{state && <Shell />}</RoleProvider>
        {link === 'lost' && <Lost />}
      </WordsProvider>
    </MantineProvider>
  );
}
