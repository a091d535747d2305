/** When Argo CD applies an object, compared with the others of its Application. */

/** The annotation that Argo CD reads an object's wave from: lower ones first, each healthy before the next. */
export const syncWaveAnnotation = "argocd.argoproj.io/sync-wave";

/** The annotation for a wave. Source of the meaning: Argo CD, sync waves; an object without one is in wave 0. */
export function syncWave(wave: number): Readonly<Record<string, string>> {
  return { [syncWaveAnnotation]: String(wave) };
}
