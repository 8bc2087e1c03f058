import { doctorExplanations } from './import-doctor-zh-CN.ts';
import type {
  importExplanations as enExplanations,
  importProblems as enProblems,
} from './import-en.ts';

export const importProblems: Record<keyof typeof enProblems, string> = {
  'import-empty': '文件为空。请选择其他文件。',
  'import-too-large': '文件大于 {max} MB。请拆分后分别导入。',
  'import-changed': '读取过程中文件被修改。请在其他程序中关闭该文件，然后重新开始。',
  'import-not-text': '该文件既不是文本表格，也不是工作簿。请另存为 CSV 或 XLSX 后再选择。',
  'import-old-workbook': '这是旧格式（XLS）的工作簿，或带有密码。请另存为不带密码的 XLSX，或 CSV。',
  'import-web-page': '这是冒充表格的网页或 XML。请在电子表格中打开，另存为 XLSX 或 CSV。',
  'import-encoding-unsure': '无法确定文件的字符编码。请查看样例并选择：{possible}。',
  'import-delimiter-unsure': '有两种符号都可能是此文件的列分隔符。请查看样例并选择。',
  'import-heading-unsure': '无法确定第 {row} 行是列标题还是设备。请选择。',
  'import-heading-row': '第 {row} 行不能作为标题行：它不在前面的行中。请另选一行。',
  'import-bytes-invalid':
    '第 {row} 行：文件的第 {byte} 个字节不是 {encoding} 字符。请选择其他编码，或重新生成该文件。',
  'import-quote-open':
    '第 {row} 行（文本第 {line} 行）{column} 列：引号未闭合。请补上或删除该引号。',
  'import-field-long': '第 {row} 行 {column} 列：单元格超过 {max} 个字符。',
  'import-merged':
    '单元格 {cell} 为空：它与 {range} 合并，合并单元格的值只属于其第一个单元格。请取消合并并逐行填写。',
  'import-columns-many': '第 {row} 行有 {columns} 列，最多允许 {max} 列。',
  'import-row-long': '第 {row} 行（文本第 {line} 行）超过 {max} 个字符。',
  'import-json-invalid': '第 {row} 行（文本第 {line} 行）第 {at} 个字符：不是有效的 JSON。',
  'import-json-open':
    '第 {row} 行（文本第 {line} 行）：JSON 没有结束。请重新完整生成文件：每个对象占一行，或全部放在一个列表中。',
  'import-json-deep': '第 {row} 行（文本第 {line} 行）：括号嵌套超过 {max} 层。',
  'import-json-shape':
    '第 {row} 行（文本第 {line} 行）与前面的行类型不同。所有行必须都是对象，或都是列表。',
  'import-key-twice': '第 {row} 行（文本第 {line} 行）：键 {column} 出现了两次。请删除其中一个。',
  'import-workbook-none': '这是压缩包，但不是工作簿（XLSX）。请将表格另存为 XLSX 或 CSV 后再选择。',
  'import-workbook-damaged':
    '工作簿不完整或已损坏（{part}）。请重新复制，或在电子表格中打开后重新保存。',
  'import-workbook-bomb':
    '工作簿的一部分（{part}）解压后超过 {max} MB 或远大于压缩大小，与恶意文件相同。未读取。',
  'import-workbook-heavy':
    '工作簿内容超出可安全读取的范围（{part}）。请将工作表另存为 CSV 后再选择。',
  'import-workbook-entities':
    '工作簿的一部分（{part}）自行定义了文本（DTD），电子表格不会这样写。未读取。',
  'import-sheet-unknown': '工作簿中没有工作表 {sheet}。现有：{sheets}。',
  'import-cell-error': '第 {row} 行 {column} 列：单元格显示错误 {text}。请在电子表格中更正。',
  'import-cell-formula': '第 {row} 行 {column} 列：公式从未计算。请在电子表格中打开并保存。',
  'import-cell-invalid': '第 {row} 行 {column} 列：单元格已损坏。请在电子表格中打开并保存。',
};

export const importExplanations: Record<keyof typeof enExplanations, string> = {
  'encoding-chosen': '由用户选择。',
  'encoding-mark': '文件开头的字节已标明。',
  'encoding-ascii': '只含普通字母、数字和符号。',
  'encoding-utf8': '全部内容都是有效的 UTF-8。',
  'encoding-utf8-damaged': '几乎全部是有效的 UTF-8，有少数字节损坏。',
  'encoding-nuls': '每隔一个字节为空，与 UTF-16 相同。',
  'encoding-chinese': '其字节是常用汉字。',
  'encoding-western': '其字节是带重音的字母，与西文 Windows 的写法相同。',
  'encoding-either': '其字节可以用多种方式解读。',
  ...doctorExplanations,
};
