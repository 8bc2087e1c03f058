/** The worker's file as it is called beside `here`, in the source as in what was built. */
export const workerBeside = (here: string, name: string): URL =>
  new URL(`./${name}.${here.endsWith('.ts') ? 'ts' : 'js'}`, here);
