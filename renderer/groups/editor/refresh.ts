import { createContext, use } from 'react';

/** Fetches the catalog again: for parts that save something beside the item that is open. */
export const CatalogRefresh = createContext<() => Promise<void>>(async () => {});

export const useCatalogRefresh = (): (() => Promise<void>) => use(CatalogRefresh);
