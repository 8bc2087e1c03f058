import type { enosFiles as english } from '../en/enos-files.ts';

/** Words of the note beside files for the EnOS console. */
export const enosFiles: Record<keyof typeof english, string> = {
  'enos.title': '供 EnOS 控制台导入的设备：{rows} 台，{files} 个文件',
  'enos.how':
    '请逐个上传：注册组管理 > 查看详情 > 设备信息 > 导入。文件名后所列为其所属注册组；每个文件最多 1,000 台设备、2 MB。',
  'enos.byTemplate': '列采用所给模板的列。',
  'enos.noTemplate':
    '列以标识符命名：EnOS 未公布其模板的列。若控制台拒绝，请在控制台下载“注册设备模板 (.csv)”，并用它重新导出。',
  'enos.empty': '模板的“{heading}”列没有对应内容，留空。',
  'enos.secrets':
    '文件中不含：状态、资产 ID、云端自有序列号、标签、判定和历史。这些由 EnOS 自行生成或保存，或没有位置。文件不含任何密钥。',
  'enos.notCarried': '没有“{what}”列：{count} 台设备有此内容。',
  'enos.translations': '多语言名称只带默认文本；{count} 台设备的译文未带出。',
  'enos.leftOut': '{count} 台设备不在任何文件中，详见 {file}（该文件不用于控制台导入）。',
  'enos.why.formula':
    '“{column}”以公式字符开头，用电子表格打开时会被执行。请手工录入该设备，或修改其值。',
  'enos.why.large': '仅此一台设备就超过 2 MB。',
};
