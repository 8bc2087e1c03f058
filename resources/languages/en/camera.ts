/** The camera of the Scan screen. */
export const camera = {
  'source.camera': 'Camera',
  'camera.title': 'Camera',
  'camera.open': 'Read by camera',
  'camera.close': 'Camera off',
  'camera.choose': 'Which camera',
  'camera.any': 'As the machine chooses',
  'camera.retry': 'Try again',
  'camera.starting': 'The camera is starting.',
  'camera.none': 'No camera is connected. Plug one in.',
  'camera.denied':
    'This window may not use the camera. Allow it in the address bar of the browser or in the settings of the machine.',
  'camera.in-use': 'Another program is using the camera. Close it, then try again.',
  'camera.broken': 'Codes cannot be read by camera in this browser.',
};
