import { useAct } from '../calls.ts';
import { useStationState } from '../station.tsx';
import { Choice } from './choice.tsx';

/** Each language by its own name: whoever cannot read the other one must find it. */
export function LanguageChoice({ label }: { label: string }) {
  const { preferences } = useStationState();
  const set = useAct('preferences.look');
  return (
    <Choice
      label={label}
      value={preferences.language}
      data={[
        { value: 'en', label: 'English' },
        { value: 'zh-CN', label: '简体中文' },
      ]}
      onChange={(language) => void set.run({ language })}
    />
  );
}
