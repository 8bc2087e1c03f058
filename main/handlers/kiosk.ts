import type { AppParts } from '../app.ts';
import type { Topic } from './topic.ts';

export const kioskHandlers = ({ kiosk }: AppParts): Topic<'kiosk'> => ({
  'kiosk.enter': ({ pin }, { by }) => kiosk.enter(pin, by),
  'kiosk.leave': ({ name, pin }) => kiosk.leave(name, pin),
});
