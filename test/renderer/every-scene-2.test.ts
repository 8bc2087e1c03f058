import { everyScene } from './every-scene.ts';

everyScene(1, 2);
