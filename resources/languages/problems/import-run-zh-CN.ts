import type {
  importRunExplanations as enExplanations,
  importRunProblems as enProblems,
} from './import-run-en.ts';

export const importRunProblems: Record<keyof typeof enProblems, string> = {
  'import-twice': '第 {row} 行也有此 SN，但内容不同。请只保留其中一行。',
  'import-asked': '此处的原意需要人工确认。请选择，或修改该行。',
  'import-in-cloud': '文件表明该设备已在云端。请改为从云端取回（设备，在云端查看）。',
  'import-other-group': '该行属于注册组 {groupId}。请导入到该注册组。',
  'import-text-long': '文本超过 {max} 个字符。请缩短。',
  'import-half-target': '环境与 OU 必须同时填写，缺少其中一个。',
  'import-map-column': '表头中没有“{column}”列，或有多列同名。请用列字母指定，例如 =C。',
  'import-map-twice': '有两列都对应“{to}”。请只保留一列，或将其合并。',
  'import-map-no-sn': '没有列对应设备 SN。请选择一列。',
  'import-map-fixed-sn': '各行的设备 SN 不能相同。请为其选择一列。',
  'import-map-unreadable': '无法读取列映射 {file}：{detail}。',
  'import-unknown': '该导入已不存在。请重新选择文件。',
  'import-not-now': '导入处于“{state}”状态，无法执行此操作。',
  'import-not-whole': '文件未完整送达（{bytes} 字节中的 {got} 字节）。请重新拖入。',
  'import-approval':
    '此导入会更改 {count} 台设备，超过 {max} 台需要 {needed} 角色。请由具备该角色的人员执行。',
  'import-source-gone':
    '正在导入的文件副本缺失或已被更改。已导入的内容保留；请重新拖入文件以导入其余部分。',
};

export const importRunExplanations: Record<keyof typeof enExplanations, string> = {
  'skip-answered': '已决定不导入该行。',
};
