import type { camera as english } from '../en/camera.ts';

export const camera: Record<keyof typeof english, string> = {
  'source.camera': '摄像头',
  'camera.title': '摄像头',
  'camera.open': '用摄像头读码',
  'camera.close': '关闭摄像头',
  'camera.choose': '选择摄像头',
  'camera.any': '由本机选择',
  'camera.retry': '重试',
  'camera.starting': '摄像头正在启动。',
  'camera.none': '没有连接摄像头，请插上一个。',
  'camera.denied': '此窗口无权使用摄像头。请在浏览器地址栏或系统设置中允许。',
  'camera.in-use': '其他程序正在使用摄像头。请将其关闭后重试。',
  'camera.broken': '此浏览器无法用摄像头读码。',
};
