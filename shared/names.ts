/** Something with a name in the catalog. */
interface Named {
  name: string;
  names?: Record<string, string> | undefined;
}

/** The name in this language (`zh-CN`), else in its base language (`zh`), else the default one. */
export function nameIn({ name, names }: Named, language: string): string {
  return names?.[language] ?? names?.[language.split('-')[0] ?? ''] ?? name;
}
