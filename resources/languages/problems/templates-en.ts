/** Label templates: their designs, versions and files. */
export const templateProblems = {
  'template-built-in': 'Template "{template}" comes with Lineside and cannot be changed. Copy it.',
  'template-version-taken':
    'Somebody else saved version {newest} of this template meanwhile. Open it again, or save yours as a copy.',
  'template-file-unreadable': 'This is no label template of Lineside: {detail}.',
  'template-field-missing': 'The file lacks "{field}".',
  'template-field-small': '"{field}" is too small: at least {least}.',
  'template-field-large': '"{field}" is too large: at most {most}.',
  'template-field-bad': '"{field}" is not as expected.',
  'template-too-large': 'The template is too large: at most {limit} characters with its pictures.',
  'template-unprintable':
    'There is a character in "{field}" that nobody can see. Type the text again.',
  'template-empty': 'There is nothing on this label. Add an element.',
  'template-element-twice': 'Two elements have the same name ({element}).',
  'template-element-outside':
    'This element leaves the safe area: paper drifts, and what is too near the edge may be cut.',
  'template-element-flat': 'This element has no width or no height.',
  'template-part-outside': 'The part "{part}" leaves the label.',
  'template-label-small': 'The label is too small: each side needs at least {least} mm.',
  'template-page-left':
    'The labels leave the page: they reach {right} × {bottom} mm, and it has {width} × {height} mm.',
  'template-labels-overlap': 'The labels of this sheet overlap: the pitch is less than a label.',
  'template-image-bad': 'The picture is no PNG. Save it as PNG and choose it again.',
  'template-image-heavy':
    'The picture is larger than {limit} kB. Save it smaller and choose it again.',
  'template-image-large': 'The picture has {columns} × {rows} pixels; at most {limit} a side.',
};
