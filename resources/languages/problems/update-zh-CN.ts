import type { updateProblems as english } from './update-en.ts';

export const updateProblems: Record<keyof typeof english, string> = {
  'update-unreadable': '无法读取更新（{detail}）。请指定随安装文件提供的清单（.json）。',
  'update-no-key': '此版本的 Lineside 未内置发布者密钥，因此不接受更新。请按原安装方式安装新版本。',
  'update-forged': '该更新没有 Lineside 发布者的签名。请勿安装，请重新从来源获取。',
  'update-not-newer': '更新为版本 {version}，当前为 {here}。请获取更新的版本；不接受旧版本。',
  'update-too-far': '版本 {version} 要求 {minimum} 或更高版本，当前为 {here}。请先安装 {minimum}。',
  'update-not-for-us': '该更新不含适用于本机（{machine}）的文件。请获取适用的更新。',
  'update-file-missing': '清单旁边没有安装文件。请将其中之一放到清单旁边：{names}。',
  'update-file-changed': '安装文件 {name} 与发布者签名的内容不符：已损坏或被更改。请重新复制。',
  'update-batch-open': '批次 {tag} 尚未结束。请先结束批次再更新。',
};
