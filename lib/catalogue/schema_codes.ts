/** What can be wrong with the shape of a catalogue file, as documented in docs/reference/rules.md. */

/** A documented code. */
export interface SchemaCode {
  /** `SCHEMA001`. */
  readonly code: string;
  /** In kebab case. */
  readonly name: string;
  /** What is wrong, in a few words. */
  readonly summary: string;
  /** Why it is refused. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Every code that {@linkcode validate} reports. Never renumbered. */
export const schemaCodes = {
  unknownField: {
    code: "SCHEMA001",
    name: "unknown-field",
    summary: "A field that doesn't exist",
    reason: "A field that nobody reads is a wish that nobody grants: most often it is a misspelt one.",
    fix: "Correct the name or remove the field; an editor completes the names that exist.",
  },
  missingField: {
    code: "SCHEMA002",
    name: "missing-field",
    summary: "A field that must be there isn't",
    reason: "There is no default that would be right for everybody.",
    fix: "Add the field.",
  },
  wrongType: {
    code: "SCHEMA003",
    name: "wrong-type",
    summary: "A value of the wrong type",
    reason: "A value that isn't of the field's type can't be rendered without guessing what was meant.",
    fix: "Write a value of the type that the message names.",
  },
  wrongValue: {
    code: "SCHEMA004",
    name: "wrong-value",
    summary: "A value that the field doesn't take",
    reason: "Kubernetes, Istio or Argo CD would refuse it later, where it is harder to understand.",
    fix: "Write a value of the form that the message names.",
  },
  wrongName: {
    code: "SCHEMA005",
    name: "wrong-name",
    summary: "A key that isn't a valid name",
    reason: "Keys of maps become names in the cluster and must have their form.",
    fix: "Rename the key to the form that the message names.",
  },
  argocdFile: {
    code: "SCHEMA006",
    name: "argocd-file",
    summary: "Not exactly one file in argocd/",
    reason:
      "Every cluster is rendered for the same Argo CD; two descriptions of it would contradict each other.",
    fix: "Keep one file, argocd/argocd.ts, whose default export is defineArgoCD({ … }).",
  },
  unwritableText: {
    code: "SCHEMA007",
    name: "unwritable-text",
    summary: "Text that can't be carried to the cluster",
    reason: "Some characters are lost or changed by the YAML readers on the way, Kustomize's among them.",
    fix: "Leave the character out, or encode the text (for example in base64).",
  },
} as const satisfies Record<string, SchemaCode>;
