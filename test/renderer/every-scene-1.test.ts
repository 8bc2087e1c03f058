import { everyScene } from './every-scene.ts';

everyScene(0, 2);
