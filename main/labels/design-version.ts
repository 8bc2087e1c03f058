/**
 * Which version of a template labels are made with from now on. Built-in templates are version 1 and never
 * change.
 */
export const designVersion = (template: string): { template: string; version: number } => ({
  template,
  version: 1,
});
