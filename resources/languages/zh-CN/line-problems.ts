import type { lineProblems as english } from '../en/line-problems.ts';

export const lineProblems: Record<keyof typeof english, string> = {
  'noted-part-unit': '{deviceSn}：{all} 项中已有 {done} 项。请扫描设备标签。',
  'noted-part-box': '{deviceSn}：{all} 项中已有 {done} 项。请扫描包装箱标签。',
  'noted-part-device': '{deviceSn}：{all} 项中已有 {done} 项。请连接设备本身。',
  'noted-lane': '{deviceSn} 正送往箱标工位。两工位之间的设备：{count} 台。',
  'noted-article': '首件 {deviceSn} 的标签可以正常读取。',
  'noted-golden-good': '标准样件 {sample}：按要求通过。不计数。',
  'noted-golden-bad': '标准样件 {sample}：按要求被拒绝。不计数。（{why}）',
  'seen-part': '{deviceSn} 的这个条码刚刚扫描过。请扫描该设备的另一个条码。',
  'seen-same-label':
    '这可能是 {deviceSn} 刚才扫描过的同一个标签：内容相同。请扫描另一个标签。如果两个标签内容相同，请用另一把扫描枪扫描第二个。',
  'seen-golden': '标准样件 {sample} 使用此 SN：不会用它生成设备。',
  'pair-differs': '条码不一致：读到 {deviceSn}，应为 {expected}。未注册任何设备。',
  'pair-unfinished':
    '{expected} 还缺一个条码；{deviceSn} 未被接受。请先扫描 {expected} 的另一个条码。',
  'pair-no-unit': '没有 SN 为 {deviceSn} 的设备在途。请先扫描设备标签。',
  'pair-too-far': '{count} 台设备在等待箱标。请让第二工位赶上。',
  'pair-lacks-device': '尚未读取设备 {deviceSn} 本身。请连接设备，然后扫描箱标。',
  'pair-late': '{deviceSn} 在 {seconds} 秒内没有扫到另一个条码，已搁置。请重新扫描它的所有条码。',
  'pair-late-lane': '{deviceSn} 等待箱标已超过 {seconds} 秒。这台设备在哪里？',
  'line-ahead':
    '自 {at} 起箱标超前 {by} 台：应为 {expected}，却读到 {deviceSn}。受影响：{count} 台，{first} 至 {last}。批次已停止。',
  'line-behind':
    '自 {at} 起箱标落后 {by} 台：应为 {expected}，却再次读到 {deviceSn}。受影响：{count} 台，{first} 至 {last}。批次已停止。',
  'line-swap': '{first} 与 {last} 的箱标互换了（自 {at} 起）。批次已停止。',
  'line-mixed':
    '自 {at} 起箱标与设备不一致：应为 {expected}，却读到 {deviceSn}。受影响：{count} 台，{first} 至 {last}。批次已停止。',
  'batch-stopped': '批次已停止：箱标与设备不一致。请线长决定如何继续。',
  'batch-first-article': '首件 {deviceSn} 尚未确认。线长确认后批次才能继续。',
  'batch-golden-due': '请先扫描标准样件：{samples}。',
  'golden-refused': '标准样件 {sample} 必须通过，却会被拒绝：{why} 继续之前请检查扫描枪和规则。',
  'golden-accepted': '标准样件 {sample} 必须被拒绝，却会变成绿色。请停止并检查注册组的规则。',
  'sn-unlike-position':
    '与本批次不像：第 {position} 位以前总是“{was}”，现在是“{found}”（{units} 台）。',
  'sn-unlike-class': '与本批次不像：第 {position} 位出现了另一类字符（{units} 台）。',
  'sn-unlike-length': '与本批次不像：共 {found} 个字符，以前总是 {was} 个（{units} 台）。',
  'batch-not-stopped': '批次没有停止。',
  'article-none': '没有等待确认的首件。',
  'article-reason': '首件检查尚未全部完成。请说明为什么批次可以继续。',
  'golden-none': '注册组还没有标准样件。请先登记，或不要求此检查就开始。',
  'golden-unknown': '此注册组中没有标准样件“{sample}”。',
  'golden-is-device': '{sample} 是此注册组中已注册的设备。它不能作为标准样件。',
  'line-needs-scanner': '两人作业时，请指定箱标的扫描枪。',
  'unlike-none': '{deviceSn} 没有在等待答复。',
};
