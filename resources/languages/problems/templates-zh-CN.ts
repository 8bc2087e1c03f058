import type { templateProblems as english } from './templates-en.ts';

/** 标签模板：设计、版本和文件。 */
export const templateProblems: Record<keyof typeof english, string> = {
  'template-built-in': '模板“{template}”是 Lineside 自带的，不能修改。请先复制。',
  'template-version-taken':
    '在此期间有人保存了此模板的版本 {newest}。请重新打开，或将您的另存为副本。',
  'template-file-unreadable': '这不是 Lineside 的标签模板：{detail}。',
  'template-field-missing': '文件缺少“{field}”。',
  'template-field-small': '“{field}”太小：至少为 {least}。',
  'template-field-large': '“{field}”太大：最多为 {most}。',
  'template-field-bad': '“{field}”不符合要求。',
  'template-too-large': '模板太大：连同图片最多 {limit} 个字符。',
  'template-unprintable': '“{field}”中有看不见的字符。请重新输入文字。',
  'template-empty': '此标签上什么也没有。请添加元素。',
  'template-element-twice': '两个元素的名称相同（{element}）。',
  'template-element-outside': '此元素超出了安全区：纸张会偏移，离边缘太近的内容可能被裁掉。',
  'template-element-flat': '此元素没有宽度或高度。',
  'template-part-outside': '部分“{part}”超出了标签。',
  'template-label-small': '标签太小：每边至少需要 {least} mm。',
  'template-page-left':
    '标签超出了页面：到达 {right} × {bottom} mm，而页面为 {width} × {height} mm。',
  'template-labels-overlap': '此纸张上的标签互相重叠：间距小于标签尺寸。',
  'template-image-bad': '图片不是 PNG。请另存为 PNG 后重新选择。',
  'template-image-heavy': '图片大于 {limit} kB。请缩小后重新选择。',
  'template-image-large': '图片为 {columns} × {rows} 像素；每边最多 {limit}。',
};
