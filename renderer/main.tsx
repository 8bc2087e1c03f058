import './trusted-types.ts';
import './no-eval.ts';
import '@mantine/core/styles.css';
import './styles/base.css';
import './styles/contrast.css';
import { createRoot } from 'react-dom/client';
import { createClient } from '../shared/client.ts';
import { App } from './app.tsx';
import { watchKeys } from './scan/key-bursts.ts';
import { StationProvider } from './station.tsx';
import { chooseTransport } from './transport.ts';

watchKeys(window);
const transport = chooseTransport();
const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StationProvider client={createClient(transport)} link={transport.link}>
    <App />
  </StationProvider>,
);
