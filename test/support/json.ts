/** What came over a wire or out of a process, before anybody looked into it. */
export type Json = ReturnType<typeof JSON.parse>;
