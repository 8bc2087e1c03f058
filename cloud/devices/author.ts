/** On whose behalf a change is made. */
export interface Author {
  orgId: string;
  /** EnOS's user ID: the application's access key; `device` and `gateway` for what they do themselves. */
  by: string;
  station?: { id: string; name: string };
}
